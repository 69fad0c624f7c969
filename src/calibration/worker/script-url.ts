/** The only policy of Trusted Types that the page's headers admit. */
export const scriptPolicy = 'own-scripts';

/** What of the browser's Trusted Types is used; TypeScript's library does not describe them. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ): { readonly createScriptURL: (url: string) => string };
}

const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
const own = (url: string) => ownScriptUrl(url, document.baseURI);
// Once for the page: a second policy of this name would be refused.
const policy = trustedTypes?.createPolicy(scriptPolicy, { createScriptURL: own }) ?? {
  createScriptURL: own,
};

/**
 * The URL of a worker's script, as the browser asks for it: under Trusted Types an object that only
 * our policy makes, which stands here for the string it is elsewhere.
 *
 * @throws TypeError for what is not of this application.
 */
export function scriptUrl(url: string): string {
  return policy.createScriptURL(url);
}

/**
 * The whole URL of what lies under the page.
 *
 * @param base URL of the page
 * @throws TypeError for anything else: other origins, other paths, `data:` and `blob:`.
 */
export function ownScriptUrl(url: string, base: string): string {
  const { href } = new URL(url, base);
  if (href.startsWith(new URL('.', base).href)) return href;
  throw new TypeError(`“${href}” is no script of this application.`);
}

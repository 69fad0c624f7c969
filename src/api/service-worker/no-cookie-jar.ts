/**
 * Stands in for `is-node-process` and `tough-cookie` in the browser. msw asks the first whether to do
 * without its cookie jar, which is the second: 120 KB gzipped, and a `localStorage`, which no service
 * worker has and a page may be denied. The contract has no cookies.
 */
export const isNodeProcess = () => true;

/** Named by msw, and never constructed when `isNodeProcess()` holds. */
export class Cookie {}
export class CookieJar {}
export class MemoryCookieStore {}

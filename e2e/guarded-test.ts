import { type Browser, type BrowserContext, test as base, type Worker } from '@playwright/test';

/** What no page of ours may do unseen. */
export interface Problem {
  readonly kind: 'policy' | 'request' | 'console' | 'page';
  readonly text: string;
}

interface Options {
  /**
   * Messages of console and page that the specs provoke; policy and requests have no exceptions. One
   * pattern: Playwright takes a pair for a value with its options.
   */
  readonly expectedErrors: readonly RegExp[];
}

interface Shared {
  /** What was seen since the last test ended; a test that provokes something takes it out. */
  readonly problems: Problem[];
}

/**
 * Playwright's `test`, in which a breach of the policy, a request to another machine, an error of the
 * page and an error in the console are failures: in every page, frame and worker of every context.
 */
export const test = base.extend<Options & { readonly nothingUnexpected: undefined }, Shared>({
  expectedErrors: [[], { option: true }],
  problems: [
    async ({ browser }, use) => {
      const problems: Problem[] = [];
      guard(browser, problems);
      await use(problems);
    },
    { scope: 'worker', auto: true },
  ],
  // Comes before the context and so ends after it, when all has been said.
  nothingUnexpected: [
    async ({ problems, expectedErrors }, use) => {
      await use(undefined);
      const unexpected = problems.splice(0).filter(({ kind, text }) => {
        const mayBeExpected = kind === 'console' || kind === 'page';
        return !(mayBeExpected && expectedErrors.some((pattern) => pattern.test(text)));
      });
      expect(unexpected).toEqual([]);
    },
    { auto: true },
  ],
});

export const { expect } = base;

/** For a browser that a test starts itself, too. */
export function guard(browser: Browser, problems: Problem[]): void {
  for (const context of browser.contexts()) watch(context, problems);
  browser.on('context', (context) => watch(context, problems));
}

const BREACH = 'securitypolicyviolation';

function watch(context: BrowserContext, problems: Problem[]): void {
  const note = (kind: Problem['kind'], text: string) => void problems.push({ kind, text });
  const noteError = (type: string, text: string) => {
    if (type === 'error') note(text.startsWith(BREACH) ? 'policy' : 'console', text);
  };
  const noteWorker = (worker: Worker) => {
    worker.on('console', (message) => noteError(message.type(), message.text()));
    // It may be gone by now.
    worker.evaluate(tellBreaches, BREACH).catch(() => undefined);
  };
  context.addInitScript(tellBreaches, BREACH).catch(() => undefined);
  context.on('console', (message) => noteError(message.type(), message.text()));
  context.on('weberror', (error) => note('page', String(error.error())));
  context.on('request', (request) => {
    if (isElsewhere(request.url())) note('request', request.url());
  });
  context.on('page', (page) => {
    page.on('worker', noteWorker);
    page.on('websocket', (socket) => {
      if (isElsewhere(socket.url())) note('request', socket.url());
    });
  });
  context.on('serviceworker', noteWorker);
}

/** Runs in pages and workers. */
function tellBreaches(name: string): void {
  addEventListener('securitypolicyviolation', (event) => {
    const { effectiveDirective, blockedURI, sourceFile, lineNumber } = event;
    console.error(name, effectiveDirective, blockedURI, `${sourceFile}:${lineNumber}`);
  });
}

/** On another machine: the tests' own servers are all on this one. */
function isElsewhere(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return (
    /^(https?|wss?|ftp):$/.test(protocol) &&
    !/^(localhost|.+\.localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)
  );
}

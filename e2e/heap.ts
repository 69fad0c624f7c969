import type { Browser } from '@playwright/test';

/** Bytes of JavaScript in use, after a collection, in the page or worker with this in its URL. */
export function heapOf(browser: Browser, urlPart: string): Promise<number> {
  return withDevtools(browser, urlPart, async (call) => {
    await call('HeapProfiler.collectGarbage');
    const { usedSize } = (await call('Runtime.getHeapUsage')) as { readonly usedSize: number };
    return usedSize;
  });
}

/**
 * Bytes of {@link heapOf} that are functions as the engine has compiled them: of those that are called
 * often it makes faster versions, for as long as it finds more.
 */
export function compiledIn(browser: Browser, urlPart: string): Promise<number> {
  return withDevtools(browser, urlPart, async (call, heard) => {
    const chunks: string[] = [];
    heard('HeapProfiler.addHeapSnapshotChunk', (params) => chunks.push(String(params.chunk)));
    await call('HeapProfiler.takeHeapSnapshot');
    return compiledBytes(JSON.parse(chunks.join('')));
  });
}

/** What of V8's heap snapshots is read: a node is as many numbers as it has fields. */
interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
    };
  };
  readonly nodes: readonly number[];
}

function compiledBytes({ snapshot: { meta }, nodes }: HeapSnapshot): number {
  const code = meta.node_types[0].indexOf('code');
  const type = meta.node_fields.indexOf('type');
  const size = meta.node_fields.indexOf('self_size');
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += meta.node_fields.length) {
    if (nodes[at + type] === code) bytes += nodes[at + size] ?? 0;
  }
  return bytes;
}

type Call = (method: string) => Promise<unknown>;
type Heard = (method: string, hear: (params: Record<string, unknown>) => void) => void;

/** A devtools session of one target. */
async function withDevtools<T>(
  browser: Browser,
  urlPart: string,
  use: (call: Call, heard: Heard) => Promise<T>,
): Promise<T> {
  const devtools = await browser.newBrowserCDPSession();
  const { targetInfos } = await devtools.send('Target.getTargets');
  const found = targetInfos.filter(({ url }) => url.includes(urlPart));
  const [target] = found;
  if (!target || found.length > 1) throw new Error(`${found.length} targets have ${urlPart}.`);
  const { targetId } = target;
  // Playwright gives workers no session of their own: its messages go through the browser's.
  const { sessionId } = await devtools.send('Target.attachToTarget', { targetId, flatten: false });
  const answers = new Map<number, (result: unknown) => void>();
  const hearers = new Map<string, (params: Record<string, unknown>) => void>();
  devtools.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    const { id, result, method, params } = JSON.parse(event.message);
    answers.get(id)?.(result);
    hearers.get(method)?.(params);
  });
  let calls = 0;
  const call: Call = async (method) => {
    const id = ++calls;
    const { promise, resolve } = Promise.withResolvers<unknown>();
    answers.set(id, resolve);
    const message = JSON.stringify({ id, method });
    await devtools.send('Target.sendMessageToTarget', { sessionId, message });
    return promise;
  };
  try {
    return await use(call, (method, hear) => hearers.set(method, hear));
  } finally {
    await devtools.detach();
  }
}

import type { Browser } from '@playwright/test';

/** Bytes of JavaScript in use, after a collection, in the page or worker with this in its URL. */
export async function heapOf(browser: Browser, urlPart: string): Promise<number> {
  const devtools = await browser.newBrowserCDPSession();
  const { targetInfos } = await devtools.send('Target.getTargets');
  const found = targetInfos.filter(({ url }) => url.includes(urlPart));
  const [target] = found;
  if (!target || found.length > 1) throw new Error(`${found.length} targets have ${urlPart}.`);
  const { targetId } = target;
  // Playwright gives workers no session of their own: its messages go through the browser's.
  const { sessionId } = await devtools.send('Target.attachToTarget', { targetId, flatten: false });
  const call = (id: number, method: string) => {
    const answered = new Promise<{ result: unknown }>((resolve) => {
      devtools.on('Target.receivedMessageFromTarget', (event) => {
        const answer = JSON.parse(event.message);
        if (event.sessionId === sessionId && answer.id === id) resolve(answer);
      });
    });
    const message = JSON.stringify({ id, method });
    return devtools.send('Target.sendMessageToTarget', { sessionId, message }).then(() => answered);
  };
  await call(1, 'HeapProfiler.collectGarbage');
  const { result } = await call(2, 'Runtime.getHeapUsage');
  await devtools.detach();
  return (result as { usedSize: number }).usedSize;
}

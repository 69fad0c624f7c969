import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ModelNotLoadedError } from '../../calibration/service.ts';
import { exposeService } from '../../calibration/worker/service-port.ts';
import type { HandOverMessage } from '../hand-over.ts';
import { fakeService } from '../testing/fake-service.ts';
import { pageService } from './page-service.ts';

const scope = 'http://localhost/app/';

// Time goes on only when every message has arrived, so that a busy machine changes nothing.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearInterval', 'performance'] });
  return () => vi.useRealTimers();
});

type Behaviour = 'calibrates' | 'ignores' | 'answers and dies';

/** Window clients as the service worker sees them; a page's networks are named for it. */
function clientsOf(pages: Readonly<Record<string, Behaviour>>): Clients {
  const gone = new Set<string>();
  const clients = Object.entries(pages).map(([id, behaviour]) => ({
    id,
    url: id.startsWith('plain') ? `${scope}networks/` : `${scope}?backend=wasm`,
    postMessage(message: HandOverMessage, [port]: [MessagePort]) {
      if (behaviour === 'ignores') return;
      if (message === 'who-calibrates') port.postMessage('this page');
      else if (behaviour === 'calibrates') exposeService(named(id), port);
      else gone.add(id);
    },
  }));
  return {
    matchAll: async () => clients,
    get: async (id: string) => clients.find((client) => client.id === id && !gone.has(id)),
  } as unknown as Clients;
}

function named(name: string) {
  return fakeService({ state: async () => ({ loaded: [name], failed: [] }) });
}

async function whoAnswers(pages: Readonly<Record<string, Behaviour>>, requester: string) {
  const service = pageService(clientsOf(pages), requester, scope, named('local'));
  return (await settled(service.state())).loaded[0];
}

/** Lets time go on until `promise` settles. */
async function settled<T>(promise: Promise<T>): Promise<T> {
  let pending = true;
  const stop = () => {
    pending = false;
  };
  promise.then(stop, stop);
  while (pending) {
    for (let turn = 0; turn < 10; turn++) await messagesDelivered();
    vi.advanceTimersByTime(5);
  }
  return promise;
}

function messagesDelivered(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
}

describe('pageService', () => {
  it('prefers the page that asked, whatever the order', async () => {
    const pages = { a: 'calibrates', b: 'calibrates' } as const;
    expect([await whoAnswers(pages, 'a'), await whoAnswers(pages, 'b')]).toEqual(['a', 'b']);
  });

  it('takes another page for one that does not calibrate', async () => {
    expect(await whoAnswers({ plain: 'ignores', b: 'calibrates' }, 'plain')).toBe('b');
    expect(await whoAnswers({ b: 'calibrates' }, 'a worker')).toBe('b');
  });

  it('computes itself without pages, without an answer, and when the page is gone', async () => {
    expect(await whoAnswers({}, '')).toBe('local');
    expect(await whoAnswers({ plain: 'ignores' }, 'plain')).toBe('local');
    expect(await whoAnswers({ a: 'answers and dies' }, 'a')).toBe('local');
  });

  it('drops the networks of the page and its own', async () => {
    let dropped = 0;
    const local = fakeService({ clear: async () => void dropped++ });
    await settled(pageService(clientsOf({ a: 'calibrates' }), 'a', scope, local).clear());
    expect(dropped).toBe(1);
  });

  it('computes itself where the page fails, but passes on that a network is missing', async () => {
    const surface = { strikes: [], maturities: [], prices: [], spot: 1, rate: 0 };
    const answerTo = async (failure: Error) => {
      const failing = fakeService({ calibrate: () => Promise.reject(failure) });
      const clients = clientsOf({ a: 'calibrates' });
      const [page] = await clients.matchAll();
      Object.assign(page!, {
        postMessage(message: HandOverMessage, [port]: [MessagePort]) {
          if (message === 'connect') exposeService(failing, port);
          else port.postMessage('this page');
        },
      });
      const service = pageService(clients, 'a', scope, fakeService());
      return settled(service.calibrate(surface, 'CGMY'));
    };
    const own = await fakeService().calibrate(surface, 'CGMY');
    await expect(answerTo(new RangeError('no'))).resolves.toEqual(own);
    await expect(answerTo(new ModelNotLoadedError('CGMY', 'gone.'))).rejects.toMatchObject({
      name: 'ModelNotLoadedError',
    });
  });
});

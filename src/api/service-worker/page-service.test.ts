import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Surface } from '../../calibration/quotes/surface.ts';
import { RefinementError } from '../../calibration/refine/refinement-error.ts';
import { type CalibrationService, ModelNotLoadedError } from '../../calibration/service.ts';
import { exposeService } from '../../calibration/worker/service-port.ts';
import type { HandOverMessage } from '../hand-over.ts';
import { fakeService } from '../testing/fake-service.ts';
import { PageConnections } from './page-connections.ts';
import { pageService } from './page-service.ts';

const scope = 'http://localhost/app/';

// Time goes on only when every message has arrived, so that a busy machine changes nothing.
beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
  });
  return () => vi.useRealTimers();
});

const surface: Surface = {
  strikes: [],
  maturities: [],
  prices: [],
  spot: 1,
  rate: 0,
  dividendYield: 0,
};

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
  return fakeService({
    state: async () => ({ loaded: [name], failed: [], backend: 'wasm' as const }),
  });
}

/** The service of one request to a service worker that knows no page yet. */
function serviceOf(
  clients: Clients,
  requester: string,
  local: CalibrationService,
  offered?: MessagePort,
) {
  return pageService(new PageConnections(clients, scope), requester, local, offered);
}

async function whoAnswers(pages: Readonly<Record<string, Behaviour>>, requester: string) {
  const service = serviceOf(clientsOf(pages), requester, named('local'));
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

  it('asks nobody where the request came with a port, but for its second call', async () => {
    const { port1, port2 } = new MessageChannel();
    exposeService(named('offered'), port2);
    const clients = clientsOf({ a: 'calibrates' });
    const service = serviceOf(clients, 'a', named('local'), port1);
    expect((await settled(service.state())).loaded).toEqual(['offered']);
    expect((await settled(service.state())).loaded).toEqual(['a']);
  });

  it('computes itself where nobody is behind the offered port', async () => {
    const { port1 } = new MessageChannel();
    const service = serviceOf(clientsOf({}), 'a', named('local'), port1);
    expect((await settled(service.state())).loaded).toEqual(['local']);
  });

  it('drops the networks of the page and its own', async () => {
    let dropped = 0;
    const local = fakeService({
      clear: async () => {
        dropped++;
        return { loaded: [], failed: [], backend: 'oracle' };
      },
    });
    await settled(serviceOf(clientsOf({ a: 'calibrates' }), 'a', local).clear());
    expect(dropped).toBe(1);
  });

  /** A page with this service, and `local` for where it does not answer. */
  function pageWith(service: CalibrationService, local = fakeService()) {
    const clients = [
      {
        id: 'a',
        url: scope,
        postMessage(message: HandOverMessage, [port]: [MessagePort]) {
          if (message === 'connect') exposeService(service, port);
          else port.postMessage('this page');
        },
      },
    ];
    const matchAll = async () => clients;
    const get = async () => clients[0];
    return serviceOf({ matchAll, get } as unknown as Clients, 'a', local);
  }

  it('computes itself where the page fails, with the same wishes', async () => {
    const own = await fakeService().calibrate(surface, 'CGMY');
    const page = fakeService({ calibrate: () => Promise.reject(new RangeError('no')) });
    const calibrate = vi.fn(async () => own);
    const service = pageWith(page, fakeService({ calibrate }));
    const options = { refine: { objective: 'price' } } as const;
    expect(await settled(service.calibrate(surface, 'CGMY', options))).toEqual(own);
    expect(calibrate).toHaveBeenCalledWith(surface, 'CGMY', options);
  });

  it.each([new ModelNotLoadedError('CGMY', 'gone.'), new RefinementError('Too few quotes.')])(
    'passes on what it would find itself: $name',
    async (failure) => {
      const service = pageWith(fakeService({ calibrate: () => Promise.reject(failure) }));
      await expect(settled(service.calibrate(surface, 'CGMY'))).rejects.toMatchObject({
        name: failure.name,
        message: failure.message,
      });
    },
  );

  it('waits for a long calibration as long as the page is heard, and stops it when asked', async () => {
    let signal: AbortSignal | undefined;
    const calibrate: CalibrationService['calibrate'] = (_surface, _model, options) => {
      signal = options?.signal;
      return new Promise(() => {});
    };
    const local = vi.fn(fakeService().calibrate);
    const service = pageWith(fakeService({ calibrate }), fakeService({ calibrate: local }));
    const stop = new AbortController();
    const answer = service.calibrate(surface, 'CGMY', { signal: stop.signal });
    for (let second = 0; second < 60; second++) {
      for (let turn = 0; turn < 10; turn++) await messagesDelivered();
      vi.advanceTimersByTime(1000);
    }
    expect([signal?.aborted, local.mock.calls.length]).toEqual([false, 0]);
    stop.abort(new Error('Stopped.'));
    await expect(settled(answer)).rejects.toThrow('Stopped.');
    for (let turn = 0; turn < 10; turn++) await messagesDelivered();
    expect([signal?.aborted, local.mock.calls.length]).toEqual([true, 0]);
  });

  it('computes itself when the page falls silent', async () => {
    const own = await fakeService().calibrate(surface, 'CGMY');
    const clients = {
      matchAll: async () => [
        {
          id: 'a',
          url: scope,
          postMessage: (message: HandOverMessage, [port]: [MessagePort]) =>
            message === 'who-calibrates' && port.postMessage('this page'),
        },
      ],
      get: async () => ({}),
    };
    const silent = serviceOf(clients as unknown as Clients, 'a', fakeService());
    expect(await settled(silent.calibrate(surface, 'CGMY'))).toEqual(own);
  });

  /** Pages that calibrate, in their order, and can be frozen or closed; `asked` are those asked. */
  function livePages(...ids: string[]) {
    const asked: string[] = [];
    const frozen = new Set<string>();
    const ports = new Map<string, MessagePort>();
    const clients = ids.map((id) => ({
      id,
      url: `${scope}index.html#${id}`,
      postMessage(message: HandOverMessage, [port]: [MessagePort]) {
        if (message === 'who-calibrates') asked.push(id);
        if (frozen.has(id)) return;
        if (message === 'who-calibrates') return port.postMessage('this page');
        const { port1, port2 } = new MessageChannel();
        exposeService(named(id), port2);
        port.onmessage = ({ data }) => frozen.has(id) || port1.postMessage(data);
        port1.onmessage = ({ data }) => frozen.has(id) || port.postMessage(data);
        ports.set(id, port);
      },
    }));
    const matchAll = async () => clients;
    const get = async (id: string) => clients.find((client) => client.id === id);
    const connections = new PageConnections({ matchAll, get } as unknown as Clients, scope);
    const answerer = async (requester: string) => {
      const service = pageService(connections, requester, named('local'));
      return (await settled(service.state())).loaded[0];
    };
    const close = (id: string) => {
      clients.splice(ids.indexOf(id), 1);
      ports.get(id)?.close();
    };
    return { asked, frozen, close, answerer };
  }

  it('asks once for all requests of one sender', async () => {
    const { asked, answerer } = livePages('a');
    expect(await Promise.all([answerer('plain'), answerer('plain')])).toEqual(['a', 'a']);
    expect(await answerer('plain')).toBe('a');
    expect(asked).toEqual(['a']);
    expect(await answerer('another')).toBe('a');
    expect(asked).toEqual(['a', 'a']);
  });

  it('asks anew when the page that answered is closed, and when it is frozen', async () => {
    const { asked, frozen, close, answerer } = livePages('a', 'b', 'c');
    expect(await answerer('plain')).toBe('a');
    close('a');
    expect(await answerer('plain')).toBe('b');
    frozen.add('b');
    expect(await answerer('plain')).toBe('c');
    expect(asked).toEqual(['a', 'b', 'c', 'b', 'c', 'b', 'c']);
    frozen.add('c');
    expect(await answerer('plain')).toBe('local');
  });

  it('keeps no other page for an application that was slow to answer', async () => {
    const { frozen, answerer } = livePages('a', 'b');
    frozen.add('a');
    expect(await answerer('a')).toBe('b');
    frozen.delete('a');
    expect(await answerer('a')).toBe('a');
  });
});

import { expect, it, vi } from 'vitest';
import { OfferedPorts, offeringFetch } from './offered-port.ts';

const url = 'http://localhost/calibrate';

/** A page whose requests a service worker takes, which hears of the port before or after. */
function connected(order: 'port first' | 'request first' | 'port lost') {
  const offers = new OfferedPorts();
  const taken: Array<MessagePort | undefined> = [];
  const deliver: Array<() => void> = [];
  const connect = vi.fn();
  const controller = {
    postMessage: (message: unknown, ports: MessagePort[]) => {
      if (order === 'port first') offers.heed(message, ports);
      if (order === 'request first') deliver.push(() => offers.heed(message, ports));
    },
  } as unknown as ServiceWorker;
  const fetch = offeringFetch(
    async (input, init) => {
      const taking = offers.take(new Request(input, init));
      for (const arrive of deliver) arrive();
      taken.push(await taking);
      return new Response();
    },
    { controller },
    connect,
  );
  return { fetch, connect, taken };
}

it.each(['port first', 'request first'] as const)(
  'port and request meet in the service worker, %s',
  async (order) => {
    const { fetch, connect, taken } = connected(order);
    await fetch(url, { method: 'POST', body: 'x' });
    const [ours] = connect.mock.calls[0] as [MessagePort];
    const heard = new Promise((resolve) => {
      ours.onmessage = ({ data }) => resolve(data);
    });
    taken[0]!.postMessage('hello');
    expect(await heard).toBe('hello');
    ours.close();
  },
);

it('a request goes on without a port that does not come', async () => {
  const { fetch, taken } = connected('port lost');
  await fetch(url, { method: 'POST' });
  expect(taken).toEqual([undefined]);
});

it('only what calibrates is offered a port, and nothing once it is given up', async () => {
  const { fetch, connect, taken } = connected('port first');
  await fetch(url);
  await fetch(url, { method: 'DELETE' });
  const stopped = AbortSignal.abort();
  await expect(fetch(url, { method: 'POST', signal: stopped })).resolves.toBeDefined();
  expect(connect).not.toHaveBeenCalled();
  expect(taken).toEqual([undefined, undefined, undefined]);
});

it('a port whose request never comes is closed', async () => {
  vi.useFakeTimers();
  const offers = new OfferedPorts();
  const { port1, port2 } = new MessageChannel();
  const closed = vi.spyOn(port1, 'close');
  offers.heed({ offer: 'a' }, [port1]);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(closed).toHaveBeenCalled();
  port2.close();
  vi.useRealTimers();
});

it.each([null, 'claim', 7, {}, { offer: null }, { offer: 'a' }])('passes over %j', (message) => {
  expect(() => new OfferedPorts().heed(message, [])).not.toThrow();
});

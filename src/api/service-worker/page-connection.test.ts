import { expect, it } from 'vitest';
import { exposeService } from '../../calibration/worker/service-port.ts';
import { collectGarbage } from '../../testing/collect-garbage.ts';
import { fakeService } from '../testing/fake-service.ts';
import { PageConnection } from './page-connection.ts';

/** A connection that has answered once; only the garbage collector may know of it after. */
async function usedAndEnded(): Promise<WeakRef<PageConnection>> {
  const { port1, port2 } = new MessageChannel();
  exposeService(fakeService(), port2);
  const clients = { get: async (id: string) => ({ id }) } as unknown as Clients;
  const connection = new PageConnection(clients, 'page', port1);
  await connection.use((service) => service.state());
  connection.end();
  return new WeakRef(connection);
}

it('is let go of once it is over, though it was used', async () => {
  const connection = await usedAndEnded();
  await expect
    .poll(async () => {
      await collectGarbage();
      return connection.deref();
    })
    .toBeUndefined();
});

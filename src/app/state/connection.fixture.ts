import { createRequestLog } from '../../api/request-log.ts';
import { createConnectionStore } from './connection-store.ts';

/** Nothing answers, ever. */
export function unconnected() {
  const nothing = { read: () => null, write: () => {} };
  return createConnectionStore({
    log: createRequestLog(),
    local: new Promise(() => {}),
    connectServer: () => {
      throw new Error('There is no server.');
    },
    storage: nothing,
    tab: nothing,
  });
}

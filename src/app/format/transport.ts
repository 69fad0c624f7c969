import type { Connection } from '../../api/start.ts';

/** Who answers the REST contract. */
export function transportText(connection?: Pick<Connection, 'transport' | 'baseUrl'>): string {
  switch (connection?.transport) {
    case undefined:
      return 'The REST contract is starting.';
    case 'service-worker':
      return 'The REST contract is answered by the service worker.';
    case 'in-process':
      return 'No service worker can run here: the REST contract is answered inside this page.';
    case 'http':
      return `The REST contract is answered by the server at ${connection.baseUrl}; what runs here waits.`;
  }
}

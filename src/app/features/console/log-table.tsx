import { useSyncExternalStore } from 'react';
import { type LoggedRequest, logLines } from '../../../api/request-log.ts';
import controls from '../../components/controls.module.css';
import { download } from '../../exchange/download.ts';
import { fileName } from '../../exchange/file-name.ts';
import { fixed, NONE } from '../../format/numbers.ts';
import { useStores } from '../../state/stores.ts';
import styles from './console-dialog.module.css';

const transports: Readonly<Record<string, string>> = {
  'service-worker': 'service worker',
  'in-process': 'this page',
  http: 'server',
};

/** The requests of this page, newest first; neither bodies nor tokens are in them. */
export function LogTable() {
  const { log } = useStores().connections;
  const entries = useSyncExternalStore(log.subscribe, log.entries);
  const save = () => {
    const name = fileName({ title: 'request log', date: new Date() }, 'jsonl');
    download(name, logLines(log.entries()), 'application/x-ndjson');
  };
  return (
    <div className={styles.log}>
      <div className={styles.tools}>
        <p className={styles.said} role="status">
          {entries.length === 0
            ? 'No request since the log was cleared.'
            : `${entries.length} ${entries.length === 1 ? 'request' : 'requests'} of this page, the newest first. Bodies and tokens are not kept.`}
        </p>
        <button
          type="button"
          className={`${controls.button} ${controls.small}`}
          disabled={entries.length === 0}
          onClick={save}
        >
          Export JSON lines
        </button>
        <button
          type="button"
          className={`${controls.button} ${controls.small}`}
          aria-disabled={entries.length === 0}
          onClick={log.clear}
        >
          Clear
        </button>
      </div>
      <table className={styles.table} aria-label="Requests">
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Request</th>
            <th scope="col" data-number>
              Status
            </th>
            <th scope="col" data-number>
              ms
            </th>
            <th scope="col">Backend</th>
            <th scope="col">Cache</th>
            <th scope="col">Answered by</th>
            <th scope="col">X-Request-ID</th>
          </tr>
        </thead>
        <tbody>
          {entries.toReversed().map((entry) => (
            <Row key={`${entry.at} ${entry.ms} ${entry.requestId}`} entry={entry} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ entry }: { readonly entry: LoggedRequest }) {
  const { at, method, path, status, failure, ms, backend, cache, transport, requestId } = entry;
  const isGood = status !== undefined && status < 400;
  return (
    <tr data-good={isGood}>
      <td>
        <time dateTime={at}>{timeOf(at)}</time>
      </td>
      <th scope="row">
        {method} {path}
      </th>
      <td data-number>{status ?? failure}</td>
      <td data-number>{fixed(ms, 1)}</td>
      <td>{backend ?? NONE}</td>
      <td>{cache ?? NONE}</td>
      <td>{transports[transport] ?? transport}</td>
      <td className={styles.id}>{requestId ?? NONE}</td>
    </tr>
  );
}

/** On the analyst's own clock, to the millisecond. */
function timeOf(at: string): string {
  const date = new Date(at);
  const local = new Date(date.getTime() - 60_000 * date.getTimezoneOffset());
  return local.toISOString().slice(11, 23);
}

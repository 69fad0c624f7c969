import { duration } from '../../format/numbers.ts';
import controls from '../controls.module.css';
import { CopyButton } from '../copy-button.tsx';
import styles from './call.module.css';
import { prettyJson } from './pretty-json.ts';
import type { CallAnswer, CallOutcome } from './use-call.ts';

export interface AnswerViewProps {
  readonly outcome: CallOutcome | undefined;
  /** Whether another is on its way. */
  readonly isOld: boolean;
}

/** More is laid out too slowly; copying gives all. */
const LONGEST_SHOWN = 200_000;

/** Of the contract, where HTTP/2 and service workers send no words. */
const statusTexts: Readonly<Record<number, string>> = {
  200: 'OK',
  401: 'Unauthorized',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** What one looks for first. */
const FIRST = ['x-request-id', 'x-backend', 'x-cache', 'server-timing'];

/** An answer whole: status, time, every header that the page may read, and the body laid out. */
export function AnswerView({ outcome, isOld }: AnswerViewProps) {
  if (!outcome) return <p className={styles.empty}>Nothing was sent yet.</p>;
  return (
    <div className={styles.outcome} data-old={isOld || undefined}>
      <div role="status" aria-label="Outcome">
        {outcome.kind === 'failed' ? (
          <p className={styles.problem}>{outcome.message}</p>
        ) : (
          <StatusLine answer={outcome.answer} />
        )}
      </div>
      {outcome.kind === 'answered' && <Received answer={outcome.answer} />}
    </div>
  );
}

function StatusLine({ answer }: { readonly answer: CallAnswer }) {
  const { status, ms, bytes, redirectedTo } = answer;
  return (
    <p className={styles.status} data-status={status} data-good={status < 400}>
      <strong>
        {status} {statusTexts[status]}
      </strong>
      <span>{duration(ms)}</span>
      <span>{bytes < 1000 ? `${bytes} bytes` : `${(bytes / 1000).toFixed(1)} kB`}</span>
      {redirectedTo !== undefined && <span>redirected to {redirectedTo}</span>}
    </p>
  );
}

function Received({ answer }: { readonly answer: CallAnswer }) {
  const { text } = answer;
  const isFirst = ([name]: readonly [string, string]) => FIRST.includes(name);
  const headers = [
    ...FIRST.flatMap((name) => answer.headers.filter((header) => header[0] === name)),
    ...answer.headers.filter((header) => !isFirst(header)),
  ];
  const pretty = prettyJson(text);
  const isCut = pretty.length > LONGEST_SHOWN;
  return (
    <>
      <dl className={styles.headers} tabIndex={0} data-headers>
        {headers.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.title}>
        <h4>Body</h4>
        {isCut && <span className={styles.said}>The beginning; copying gives all.</span>}
        <CopyButton
          label="Copy"
          name="Copy the body of the answer"
          className={`${controls.button} ${controls.small}`}
          text={() => pretty}
        />
      </div>
      <textarea
        className={`${styles.text} ${styles.code}`}
        aria-label="Body of the answer"
        readOnly
        spellCheck={false}
        wrap="off"
        rows={8}
        value={isCut ? `${pretty.slice(0, LONGEST_SHOWN)}\n…` : pretty}
      />
    </>
  );
}

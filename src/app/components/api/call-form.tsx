import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { fixed } from '../../format/numbers.ts';
import controls from '../controls.module.css';
import { useElapsed } from '../use-elapsed.ts';
import { AnswerView } from './answer-view.tsx';
import styles from './call.module.css';
import { type CallDraft, callMethods, jsonProblem, readHeaders, takesBody } from './call-draft.ts';
import { SnippetView } from './snippet-view.tsx';
import { useCall } from './use-call.ts';

export interface CallFormProps {
  readonly draft: CallDraft;
  readonly onChange: (change: Partial<CallDraft>) => void;
  readonly fetch: typeof globalThis.fetch;
  /** URL of the contract's root; it ends with a slash. */
  readonly baseUrl: string;
  /** Whether a token goes with it. */
  readonly hasToken: boolean;
  /** Whether the answer is JSON where all is well. */
  readonly answersJson: boolean;
  /** Before the method. */
  readonly chooser?: ReactNode;
  /** Beside the title of the body. */
  readonly bodyTools?: ReactNode;
  /** Who answers, in a line. */
  readonly answeredBy: string;
  /** What to know before a program sends it. */
  readonly snippetNote?: string | undefined;
}

/** Shorter waits are over before a line about them is read. */
const SHOW_AFTER_MS = 300;
/** Longer texts are not laid out in a field: that would hold the page up. */
const LONGEST_SHOWN = 120_000;

/** A request to be edited and sent, its live answer, and the same call for programs. */
export function CallForm(props: CallFormProps) {
  const { draft, onChange, fetch, baseUrl, answeredBy } = props;
  const { since, outcome, send, cancel } = useCall(fetch, baseUrl);
  const elapsed = useElapsed(since);
  const id = useId();
  const isSending = since !== undefined;
  const headers = readHeaders(draft.headers);
  const submit = () => {
    if (!isSending) send(draft);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  };
  return (
    <form
      className={styles.call}
      aria-label="Request"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className={styles.line}>
        {props.chooser}
        <select
          className={controls.select}
          aria-label="Method"
          value={draft.method}
          onChange={(event) => onChange({ method: event.target.value })}
        >
          {callMethods.map((method) => (
            <option key={method}>{method}</option>
          ))}
        </select>
        <input
          className={`${controls.input} ${styles.path}`}
          aria-label="Path"
          spellCheck={false}
          autoComplete="off"
          value={draft.path}
          onChange={(event) => onChange({ path: event.target.value })}
        />
        <button
          type="submit"
          className={`${controls.button} ${controls.primary}`}
          title="Send (Ctrl+Enter)"
          aria-disabled={isSending}
        >
          Send
        </button>
        <button
          type="button"
          className={`${controls.button} ${styles.cancel}`}
          aria-disabled={!isSending}
          onClick={cancel}
        >
          Cancel
        </button>
      </div>
      <div className={styles.request}>
        <label className={styles.title} htmlFor={`${id}-headers`}>
          Headers
        </label>
        <textarea
          id={`${id}-headers`}
          className={styles.text}
          rows={2}
          spellCheck={false}
          autoComplete="off"
          wrap="off"
          placeholder="Name: value"
          aria-invalid={!headers.ok || undefined}
          aria-describedby={headers.ok ? undefined : `${id}-problem`}
          value={draft.headers}
          onChange={(event) => onChange({ headers: event.target.value })}
        />
        {!headers.ok && (
          <p id={`${id}-problem`} className={styles.problem}>
            {headers.message}
          </p>
        )}
        {takesBody(draft) && <Body {...props} />}
      </div>
      <div className={styles.answer}>
        <div className={styles.title}>
          <h3>Answer</h3>
          <span className={styles.said} role="status">
            {isSending && elapsed > SHOW_AFTER_MS
              ? `Waiting for the answer… ${fixed(elapsed / 1000, 1)} s`
              : answeredBy}
          </span>
        </div>
        <AnswerView outcome={outcome} isOld={isSending} />
      </div>
      <SnippetView {...props} />
    </form>
  );
}

function Body({ draft, onChange, bodyTools }: CallFormProps) {
  const id = useId();
  const { body } = draft;
  const isLong = body.length > LONGEST_SHOWN;
  const problem = jsonProblem(body, draft.headers);
  return (
    <>
      <div className={styles.title}>
        <label htmlFor={id}>Body</label>
        {bodyTools}
      </div>
      <textarea
        id={id}
        className={`${styles.text} ${styles.body}`}
        rows={body === '' ? 2 : 12}
        spellCheck={false}
        autoComplete="off"
        wrap="off"
        placeholder="none"
        aria-describedby={`${id}-said`}
        readOnly={isLong}
        value={isLong ? `${body.slice(0, 4000)}\n…` : body}
        onChange={(event) => onChange({ body: event.target.value })}
      />
      <p id={`${id}-said`} className={problem === undefined ? styles.said : styles.warning}>
        {isLong
          ? `${fixed(body.length / 1e6, 1)} million characters: too long to edit here; all of it is sent.`
          : problem === undefined
            ? body === '' || 'Valid JSON.'
            : `${problem} It is sent as it stands.`}
      </p>
    </>
  );
}

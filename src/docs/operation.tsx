import { useState } from 'react';
import type { CallDraft } from '../app/components/api/call-draft.ts';
import { CallForm } from '../app/components/api/call-form.tsx';
import { prettyJson } from '../app/components/api/pretty-json.ts';
import controls from '../app/components/controls.module.css';
import type { ApiExample, ApiOperation } from './api-document.ts';
import styles from './docs.module.css';
import fields from './fields.module.css';
import { HeaderLines } from './header-lines.tsx';
import { Prose } from './prose.tsx';
import { SchemaNames } from './schema-table.tsx';
import { fetchBy, root, type Way } from './ways.ts';

export interface OperationProps {
  readonly operation: ApiOperation;
  readonly way: Way;
  readonly token: string;
}

/** One request of the contract: what it takes, all its answers, and a place to send it. */
export function Operation(props: OperationProps) {
  const { id, method, path, summary, description, needsToken, body, answers } = props.operation;
  const [isTried, setTried] = useState(false);
  return (
    <section id={id} className={styles.operation} aria-labelledby={`${id}-title`}>
      <div className={styles.heading}>
        <h2 id={`${id}-title`}>
          <span className={styles.method}>{method}</span> {path}
        </h2>
        <p>{summary}</p>
        <button
          type="button"
          className={`${controls.button} ${controls.small} ${styles.try}`}
          aria-expanded={isTried}
          aria-label={`Try ${method} ${path}`}
          onClick={() => setTried(!isTried)}
        >
          {isTried ? 'Close' : 'Try it'}
        </button>
      </div>
      <p className={styles.text}>
        <Prose text={description} />
        {needsToken && ' It needs the bearer token.'}
      </p>
      {isTried && <Trial {...props} />}
      <dl className={styles.facts}>
        {body && (
          <div>
            <dt>Body</dt>
            <dd>
              {body.type}: <SchemaNames schema={body.schema} />
            </dd>
          </div>
        )}
      </dl>
      <table className={fields.table} aria-label={`Answers of ${method} ${path}`}>
        <thead>
          <tr>
            <th scope="col">Answer</th>
            <th scope="col">Body</th>
            <th scope="col">Headers</th>
          </tr>
        </thead>
        <tbody>
          {answers.map(({ status, description: meaning, type, schema, headers }) => (
            <tr key={status}>
              <th scope="row">
                <strong>{status}</strong> {meaning}
              </th>
              <td>
                {schema && type === 'application/json' ? <SchemaNames schema={schema} /> : type}
              </td>
              <td>
                <HeaderLines headers={headers} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The request with the document's own example. */
function Trial({ operation, way, token }: OperationProps) {
  const { method, path, needsToken, body, answers } = operation;
  const [draft, setDraft] = useState<CallDraft>(() => ({
    method,
    path,
    headers: body ? `Content-Type: ${body.type}` : '',
    body: exampleText(body?.examples[0]),
  }));
  const examples = body?.examples ?? [];
  const type = answers.find(({ status }) => status === '200')?.type;
  return (
    <div className={styles.trial}>
      <CallForm
        draft={draft}
        onChange={(change) => setDraft({ ...draft, ...change })}
        fetch={fetchBy(way, token)}
        baseUrl={root}
        hasToken={needsToken}
        answersJson={type === undefined || type === 'application/json'}
        answeredBy={way === 'server' ? `The server at ${root}` : 'The service worker'}
        bodyTools={
          examples.length > 0 && (
            <select
              className={controls.select}
              aria-label="Example"
              value={examples.find((each) => exampleText(each) === draft.body)?.name ?? ''}
              onChange={(event) => {
                const chosen = examples.find(({ name }) => name === event.target.value);
                if (chosen) setDraft({ ...draft, body: exampleText(chosen) });
              }}
            >
              <option value="" disabled>
                Edited
              </option>
              {examples.map(({ name, summary }) => (
                <option key={name} value={name}>
                  {summary}
                </option>
              ))}
            </select>
          )
        }
      />
    </div>
  );
}

function exampleText(example: ApiExample | undefined): string {
  if (typeof example?.value === 'string') return example.value;
  return example === undefined ? '' : prettyJson(JSON.stringify(example.value));
}

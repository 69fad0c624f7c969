import { useState } from 'react';
import controls from '../app/components/controls.module.css';
import { Segmented } from '../app/components/segmented.tsx';
import type { ApiDocument } from './api-document.ts';
import styles from './docs.module.css';
import { HeaderLines } from './header-lines.tsx';
import { Operation } from './operation.tsx';
import { Prose } from './prose.tsx';
import { SchemaSection, schemaId } from './schema-table.tsx';
import { useDocument } from './use-document.ts';
import { hasServiceWorker, root, type Way } from './ways.ts';

const WAYS: ReadonlyArray<readonly [Way, string]> = [
  ['service-worker', 'Service worker'],
  ['server', 'Server'],
];

/** The REST contract as whoever answers here describes it, to be read and tried. */
export function DocsPage() {
  const [way, setWay] = useState<Way>(() => (hasServiceWorker() ? 'service-worker' : 'server'));
  const [token, setToken] = useState('');
  const loading = useDocument(way);
  const document = loading.phase === 'ready' ? loading.document : undefined;
  return (
    <div className={styles.page} aria-busy={loading.phase === 'loading'}>
      <header className={styles.header}>
        <h1>
          {document?.title ?? 'The REST contract'}
          {document && <span className={styles.version}>{document.version}</span>}
        </h1>
        <div className={styles.tools}>
          {hasServiceWorker() && (
            <div className={styles.tool}>
              <span>Answered by</span>
              <Segmented label="Answered by" options={WAYS} value={way} onChange={setWay} />
            </div>
          )}
          {document?.hasToken && (
            <label className={styles.tool}>
              <span>Token</span>
              <input
                className={`${controls.input} ${styles.token}`}
                type="password"
                autoComplete="off"
                placeholder="kept in memory only"
                value={token}
                onChange={(event) => setToken(event.target.value)}
              />
            </label>
          )}
          <a href="openapi.json">openapi.json</a>
          <a href="./">Application</a>
        </div>
        {document && (
          <p className={styles.said}>
            <Prose text={document.description} />
          </p>
        )}
        <p className={styles.said} role="status">
          {way === 'server'
            ? `Requests go to the server at ${root}.`
            : `Requests to ${root} are answered by the service worker in this browser; nothing leaves it.`}
        </p>
      </header>
      {loading.phase === 'failed' && <Failure message={loading.message} way={way} />}
      {document && <Contents document={document} />}
      {document && (
        <main className={styles.main}>
          <section className={styles.operation} aria-label="Headers of every answer">
            <HeaderLines headers={document.headers} />
          </section>
          {document.operations.map((operation) => (
            <Operation key={operation.id} operation={operation} way={way} token={token} />
          ))}
          <section id="schemas" className={styles.schemas} aria-labelledby="schemas-title">
            <h2 id="schemas-title">Schemas</h2>
            {Object.entries(document.schemas).map(([name, schema]) => (
              <SchemaSection key={name} name={name} schema={schema} />
            ))}
          </section>
        </main>
      )}
    </div>
  );
}

function Failure({ message, way }: { readonly message: string; readonly way: Way }) {
  return (
    <main className={styles.failure} role="alert">
      <h2>The contract cannot be shown</h2>
      <p>{message}</p>
      <p>
        {way === 'server'
          ? 'Only files are served here, or the server is down. Open the application once: its service worker then answers here, offline too. Or run npm start, which serves this page and the contract.'
          : 'Reload the page. Where that does not help, open the application, which brings its service worker up to date.'}
      </p>
      <p>
        <a href="./">Open the application</a>
      </p>
    </main>
  );
}

function Contents({ document }: { readonly document: ApiDocument }) {
  return (
    <nav className={styles.contents} aria-label="Contents">
      <ul>
        {document.operations.map(({ id, method, path }) => (
          <li key={id}>
            <a href={`#${id}`}>
              <span className={styles.method}>{method}</span> {path}
            </a>
          </li>
        ))}
      </ul>
      <ul>
        {Object.keys(document.schemas).map((name) => (
          <li key={name}>
            <a href={`#${schemaId(name)}`}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

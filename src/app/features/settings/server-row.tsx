import { type FormEvent, useId, useState } from 'react';
import controls from '../../components/controls.module.css';
import { useConnection, useStores } from '../../state/stores.ts';
import styles from './settings-dialog.module.css';

/** Where calibrations are answered: in this browser, or by a server that answers the contract. */
export function ServerRow() {
  const { connections } = useStores();
  const check = useConnection((state) => state.check);
  const connection = useConnection((state) => state.connection);
  const known = useConnection((state) => state.url);
  const [url, setUrl] = useState(known);
  const [token, setToken] = useState('');
  const said = useId();
  const isServer = connection?.transport === 'http';
  const isChecking = check.phase === 'checking';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void connections.getState().useServer(url, token);
  };
  return (
    <section className={styles.row}>
      <div>
        <h3>Calibrations</h3>
        <p>
          {isServer
            ? `Answered by the server at ${connection.baseUrl}: the surface is sent there.`
            : 'Answered in this browser: nothing leaves it.'}
        </p>
      </div>
      {isServer && (
        <button
          type="button"
          className={`${controls.button} ${controls.small}`}
          onClick={() => connections.getState().useBrowser()}
        >
          Calibrate in this browser
        </button>
      )}
      <form className={styles.server} onSubmit={submit} aria-label="Server">
        <label>
          Server
          <input
            className={`${controls.input} ${styles.text}`}
            type="text"
            inputMode="url"
            spellCheck={false}
            autoComplete="off"
            placeholder="http://localhost:8000"
            value={url}
            aria-invalid={check.phase === 'failed' || undefined}
            aria-describedby={said}
            onChange={(event) => setUrl(event.target.value)}
          />
        </label>
        <label>
          Token
          <input
            className={`${controls.input} ${styles.text}`}
            type="password"
            autoComplete="off"
            placeholder="if it asks for one"
            value={token}
            onChange={(event) => setToken(event.target.value)}
          />
        </label>
        <button type="submit" className={controls.button}>
          Use this server
        </button>
        <p id={said} className={styles.check} role="status" data-phase={check.phase}>
          {check.phase === 'failed'
            ? check.message
            : isChecking
              ? 'Asking it for its health and its models…'
              : check.phase === 'passed'
                ? 'It answers as the contract says.'
                : 'It is asked for its health and its models before it is used. The token goes into a header, and is forgotten with this tab.'}
        </p>
      </form>
    </section>
  );
}

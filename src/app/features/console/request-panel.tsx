import { useMemo } from 'react';
import { useStore } from 'zustand';
import { routes } from '../../../api/routes.ts';
import type { Connection } from '../../../api/start.ts';
import { CallForm } from '../../components/api/call-form.tsx';
import { prettyJson } from '../../components/api/pretty-json.ts';
import controls from '../../components/controls.module.css';
import { contractJson } from '../../exchange/contract-json.ts';
import { transportText } from '../../format/transport.ts';
import { usableSettings } from '../../state/fit-settings.ts';
import { useCalibration, useConnection, useSurface } from '../../state/stores.ts';
import styles from './console-dialog.module.css';
import { createConsoleStore, isCalibration, routeNamed, usualDraft } from './console-store.ts';

const store = createConsoleStore();

/** A request to the contract, as it is being written, by the way that the screen itself uses. */
export function RequestPanel() {
  const connection = useConnection((state) => state.connection);
  if (!connection) return <p className={styles.empty}>{transportText()}</p>;
  return <Request key={connection.baseUrl + connection.transport} connection={connection} />;
}

function Request({ connection }: { readonly connection: Connection }) {
  const { surface } = useSurface((state) => state.document);
  const model = useCalibration((state) => state.model);
  const settings = useCalibration((state) => state.settings);
  const scenario = useConnection((state) => state.scenario);
  const { route: name, edits, choose, edit, restore } = useStore(store);
  const body = useMemo(
    () => prettyJson(contractJson(surface, model, usableSettings(settings, surface))),
    [surface, model, settings],
  );
  const route = routeNamed(name);
  const own = edits[name] ?? {};
  const isOther = ['method', 'path', 'headers'].some((field) => field in own);
  const isServer = connection.transport === 'http';
  return (
    <CallForm
      draft={{ ...usualDraft(route, body), ...own }}
      onChange={edit}
      fetch={connection.fetch}
      baseUrl={connection.baseUrl}
      hasToken={connection.hasToken ?? false}
      answersJson={answersJson(route)}
      answeredBy={`${transportText(connection)}${scenario && !isServer ? ` Scenario: ${scenario.name}.` : ''}`}
      snippetNote={
        isServer
          ? undefined
          : 'Programs reach a server at this address, as npm start is; the service worker answers pages only.'
      }
      chooser={
        <>
          <select
            className={controls.select}
            aria-label="Endpoint"
            data-first-focus
            value={name}
            onChange={(event) => {
              const chosen = routes.find((each) => each.name === event.target.value);
              if (chosen) choose(chosen.name);
            }}
          >
            {routes.map((each) => (
              <option key={each.name} value={each.name}>
                {`${each.method.toUpperCase()} ${each.path} – ${each.summary}`}
              </option>
            ))}
          </select>
          {isOther && (
            <button
              type="button"
              className={controls.button}
              title="Method, path and headers as the endpoint has them"
              onClick={() => restore('method', 'path', 'headers')}
            >
              Reset
            </button>
          )}
        </>
      }
      bodyTools={
        isCalibration(route) &&
        ('body' in own ? (
          <button
            type="button"
            className={`${controls.button} ${controls.small}`}
            onClick={() => restore('body')}
          >
            Surface on screen
          </button>
        ) : (
          <span className={styles.said}>the surface on screen</span>
        ))
      }
    />
  );
}

function answersJson({ answers }: ReturnType<typeof routeNamed>): boolean {
  const body = answers[200]?.body;
  return typeof body !== 'string' || body === 'application/json';
}

import { type ReactNode, useState } from 'react';
import { version as appVersion } from '../../../api/version.ts';
import { quotedCells, type Surface } from '../../../calibration/quotes/surface.ts';
import controls from '../../components/controls.module.css';
import { Dialog } from '../../components/dialog.tsx';
import { contractJson } from '../../exchange/contract-json.ts';
import { download } from '../../exchange/download.ts';
import { fileName } from '../../exchange/file-name.ts';
import { quoteFitsCsv } from '../../exchange/quote-fits.ts';
import { reportJson } from '../../exchange/report-json.ts';
import { surfaceToCsv, surfaceToText } from '../../exchange/surface-text.ts';
import { decimalMark } from '../../format/decimal-mark.ts';
import type { Outcome } from '../../state/calibration-store.ts';
import { usableSettings } from '../../state/fit-settings.ts';
import { useCalibration, useSurface } from '../../state/stores.ts';
import styles from './export-dialog.module.css';

export interface ExportDialogProps {
  readonly onClose: () => void;
}

/** All that leaves the page as a file, each with what it holds. */
export function ExportDialog({ onClose }: ExportDialogProps) {
  const [said, setSaid] = useState('');
  const outcome = useCalibration((state) => state.outcome);
  return (
    <Dialog title="Export" closeLabel="Close export" onClose={onClose}>
      <Quotes say={setSaid} />
      <Result outcome={outcome} say={setSaid} />
      <p className={styles.hint}>
        A plot is saved or copied as a picture by “Image” above it. Files are made in this page;
        nothing is uploaded.
      </p>
      <p role="status" className={styles.said}>
        {said}
      </p>
    </Dialog>
  );
}

interface Saying {
  readonly say: (said: string) => void;
}

function Quotes({ say }: Saying) {
  const { surface, origin, problems } = useSurface((state) => state.document);
  const model = useCalibration((state) => state.model);
  const asked = useCalibration((state) => state.settings);
  const settings = usableSettings(asked, surface);
  const { title } = origin;
  const mark = decimalMark();
  const numbers = mark === ',' ? 'decimal comma, semicolons' : 'decimal point, commas';
  const open = problems.length > 0 ? ' What is marked in the grid is left as it was before.' : '';
  return (
    <section aria-labelledby="export-quotes">
      <h3 id="export-quotes" className={styles.heading}>
        The quotes
      </h3>
      <ul className={styles.list}>
        <Entry
          name="Quotes"
          kind="CSV"
          says={`${contents(surface)}, with spot, rate and dividends, in full precision; ${numbers}. Importing it gives the same surface.${open}`}
          file={() => ({
            name: fileName({ title, date: new Date() }, 'csv'),
            text: surfaceToCsv(surface, mark),
            type: 'text/csv;charset=utf-8',
          })}
          copy={() => surfaceToText(surface, mark)}
          say={say}
        />
        <Entry
          name="Request"
          kind="JSON"
          says={`The body of POST /calibrate for these quotes and ${model.title}.`}
          file={() => ({
            name: fileName(
              { model: model.title, title, date: new Date(), part: 'request' },
              'json',
            ),
            text: contractJson(surface, model, settings),
            type: 'application/json',
          })}
          copy={() => contractJson(surface, model, settings)}
          say={say}
        />
      </ul>
    </section>
  );
}

function Result({ outcome, say }: Saying & { readonly outcome: Outcome | undefined }) {
  const { surface, origin } = useSurface((state) => state.document);
  if (!outcome) {
    return <p className={styles.hint}>More can be exported once there is a calibration.</p>;
  }
  const { title } = origin;
  const { fit } = outcome;
  const model = fit.model.title;
  const mark = decimalMark();
  return (
    <section aria-labelledby="export-result">
      <h3 id="export-result" className={styles.heading}>
        The calibration
      </h3>
      {outcome.surface !== surface && (
        <p className={styles.stale}>
          The quotes have changed since: these files hold the quotes that were calibrated.
        </p>
      )}
      <ul className={styles.list}>
        <Entry
          name="Full report"
          kind="JSON"
          says={`${model}: parameters with intervals and correlation, diagnostics, trust, market, settings, and every quote beside the model’s. Importing it gives the same result, bit for bit.`}
          file={() => {
            const date = new Date();
            return {
              name: fileName({ model, title, date, part: 'report' }, 'json'),
              text: reportJson(outcome, origin, { version: appVersion, date }),
              type: 'application/json',
            };
          }}
          copy={() => reportJson(outcome, origin, { version: appVersion, date: new Date() })}
          say={say}
        />
        <Entry
          name="Quotes and model"
          kind="CSV"
          says="A row a quote: market and model, in price and implied volatility, and their difference."
          file={() => ({
            name: fileName({ model, title, date: new Date(), part: 'residuals' }, 'csv'),
            text: quoteFitsCsv(fit, title, mark),
            type: 'text/csv;charset=utf-8',
          })}
          say={say}
        />
        <li className={styles.entry}>
          <Name name="Printed report" kind="A4 or Letter" />
          <p className={styles.says}>
            One page: verdict, parameters, models compared, smiles, residuals, how far to trust it.
          </p>
          <div className={styles.buttons}>
            <button type="button" className={controls.button} onClick={() => window.print()}>
              Print report
            </button>
          </div>
        </li>
      </ul>
    </section>
  );
}

interface EntryProps extends Saying {
  readonly name: string;
  readonly kind: string;
  readonly says: string;
  /** Made when it is asked for. */
  readonly file: () => { readonly name: string; readonly text: string; readonly type: string };
  readonly copy?: () => string;
}

function Entry({ name, kind, says, file, copy, say }: EntryProps) {
  const save = () => {
    const made = file();
    download(made.name, made.text, made.type);
    say(`Saved ${made.name}`);
  };
  const toClipboard = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      say(`${name} copied`);
    } catch {
      say('The browser does not allow copying here. Download the file instead.');
    }
  };
  return (
    <li className={styles.entry}>
      <Name name={name} kind={kind} />
      <p className={styles.says}>{says}</p>
      <div className={styles.buttons}>
        {copy && (
          <button
            type="button"
            className={`${controls.button} ${controls.quiet}`}
            aria-label={`Copy ${lower(name)}`}
            onClick={() => void toClipboard(copy())}
          >
            Copy
          </button>
        )}
        <button
          type="button"
          className={controls.button}
          aria-label={`Download ${lower(name)} as ${kind}`}
          onClick={save}
        >
          Download
        </button>
      </div>
    </li>
  );
}

function Name({ name, kind }: { readonly name: string; readonly kind: string }): ReactNode {
  return (
    <h4 className={styles.name}>
      {name} <span className={styles.kind}>{kind}</span>
    </h4>
  );
}

function lower(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** `200 prices, 20 strikes × 10 maturities`, or `87 quotes with bid and ask`. */
function contents(surface: Surface): string {
  const { strikes, maturities, spreads, puts } = surface;
  const quotes = quotedCells(surface).length;
  if (spreads) return `${quotes} quotes with bid and ask`;
  if (puts?.includes(true)) return `${quotes} prices of calls and puts`;
  return `${quotes} prices, ${strikes.length} strikes × ${maturities.length} maturities`;
}

import { useEffect, useMemo, useState } from 'react';
import type { Surface } from '../../../calibration/quotes/surface.ts';
import controls from '../../components/controls.module.css';
import { Dialog } from '../../components/dialog.tsx';
import { LineChart } from '../../components/line-chart.tsx';
import { basisPointSize } from '../../format/numbers.ts';
import { distinctLabels } from '../../format/quotes.ts';
import type { Outcome } from '../../state/calibration-store.ts';
import { useCalibration, useHistory, useStores, useView } from '../../state/stores.ts';
import styles from './compare-dialog.module.css';
import { rowsOf } from './rows.ts';
import { differencesOf, type Furthest, furthestApart, type Side, sidesOf } from './sides.ts';
import { smileSeries } from './smiles.ts';
import { useOutcome } from './use-outcome.ts';

export interface CompareDialogProps {
  readonly onClose: () => void;
}

/** Two results side by side: the models on these quotes, or any two that were kept. */
export function CompareDialog({ onClose }: CompareDialogProps) {
  const { history } = useStores();
  const comparison = useCalibration((state) => state.comparison);
  const entries = useHistory((state) => state.entries);
  const compared = useHistory((state) => state.compared);
  // Another tab may have kept some meanwhile.
  useEffect(() => void history.getState().load(), [history]);
  const close = () => {
    // What the history sent here is not what the next opening is for.
    history.getState().compare(undefined);
    onClose();
  };
  const sides = useMemo(
    () => sidesOf(comparison, entries, (at) => new Date(at).toLocaleString()),
    [comparison, entries],
  );
  const [chosen, choose] = useState<readonly [string | undefined, string | undefined]>(
    compared ?? [undefined, undefined],
  );
  const left = sides.find(({ id }) => id === chosen[0]) ?? sides[0];
  const right = sides.find(({ id }) => id === chosen[1]) ?? sides.find((side) => side !== left);
  return (
    <Dialog title="Compare" closeLabel="Close comparison" onClose={close} form="wide">
      <div className={styles.sides}>
        <SideSelect
          label="First result"
          isFirst
          sides={sides}
          value={left}
          onChange={(id) => choose([id, right?.id])}
        />
        <button
          type="button"
          className={controls.button}
          disabled={!left || !right}
          onClick={() => choose([right?.id, left?.id])}
        >
          Swap
        </button>
        <SideSelect
          label="Second result"
          sides={sides}
          value={right}
          onChange={(id) => choose([left?.id, id])}
        />
      </div>
      {left && right ? (
        <Both left={left} right={right} />
      ) : (
        <p className={styles.said}>
          There are not two results yet: calibrate, and the other model follows by itself.
        </p>
      )}
    </Dialog>
  );
}

function Both({ left, right }: { readonly left: Side; readonly right: Side }) {
  const a = useOutcome(left);
  const b = useOutcome(right);
  const failure = [a, b].find((side) => typeof side === 'string');
  if (failure !== undefined) {
    return (
      <p role="alert" className={styles.said}>
        {failure}
      </p>
    );
  }
  if (typeof a !== 'object' || typeof b !== 'object') {
    return (
      <p role="status" className={styles.said}>
        Pricing…
      </p>
    );
  }
  return <Pair a={a} b={b} />;
}

interface SideSelectProps {
  readonly label: string;
  readonly sides: readonly Side[];
  readonly value: Side | undefined;
  readonly onChange: (id: string) => void;
  /** Whether the focus is here when the dialog opens. */
  readonly isFirst?: boolean;
}

function SideSelect({ label, sides, value, onChange, isFirst }: SideSelectProps) {
  return (
    <select
      className={`${controls.select} ${styles.select}`}
      data-first-focus={isFirst || undefined}
      aria-label={label}
      value={value?.id ?? ''}
      onChange={(event) => onChange(event.target.value)}
    >
      {sides.map((side) => (
        <option key={side.id} value={side.id}>
          {side.label}
        </option>
      ))}
    </select>
  );
}

function Pair({ a, b }: { readonly a: Outcome; readonly b: Outcome }) {
  const shown = useView((state) => state.maturity);
  const [maturity, setMaturity] = useState(shown);
  const labels = distinctLabels(a.surface.maturities);
  const at = Math.min(maturity, labels.length - 1);
  const names: readonly [string, string] =
    a.model === b.model
      ? [`${a.model.title}, first`, `${b.model.title}, second`]
      : [a.model.title, b.model.title];
  const series = useMemo(() => smileSeries(a, b, at, names), [a, b, at, names[0], names[1]]);
  const differences = differencesOf(a, b);
  const furthest = furthestApart(a, b);
  return (
    <div className={styles.pair}>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">{names[0]}</th>
            <th scope="col">{names[1]}</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(a, b).map(({ name, texts }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{texts[0]}</td>
              <td>{texts[1]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.smiles}>
        <label>
          Maturity{' '}
          <select
            className={controls.select}
            value={at}
            onChange={(event) => setMaturity(Number(event.target.value))}
          >
            {labels.map((label, i) => (
              <option key={label} value={i}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <div className={styles.chart}>
          <LineChart
            label={`Implied volatility by strike at maturity ${labels[at]} years: quotes of the first result, and both models.`}
            series={series}
            xTitle="Strike"
            yTitle="Implied volatility, %"
          />
        </div>
      </div>
      <p className={styles.said}>
        {furthest && `${furthestText(furthest, a.surface, names)} `}
        {differences.length === 0
          ? 'Both are of the same quotes, fitted by the same objective: lower AIC and BIC are better, ten apart is decisive.'
          : `The results answer different questions: ${differences.join(', ')}. AIC and BIC do not compare.`}
      </p>
    </div>
  );
}

function furthestText(
  { by, cell }: Furthest,
  { strikes, maturities }: Surface,
  [first, second]: readonly [string, string],
): string {
  const strike = distinctLabels(strikes)[Math.floor(cell / maturities.length)];
  const maturity = distinctLabels(maturities)[cell % maturities.length];
  const [higher, lower] = by > 0 ? [second, first] : [first, second];
  return `The models are furthest apart at strike ${strike}, ${maturity} years: ${higher} is ${basisPointSize(Math.abs(by))} above ${lower}.`;
}

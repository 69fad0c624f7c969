import { useMemo } from 'react';
import type { LevyModel } from '../../../levy/model.ts';
import { LineChart, type LineSeries } from '../../components/line-chart.tsx';
import type { PlotGuestProps } from '../../components/plot-guest.ts';
import { fixed, NONE } from '../../format/numbers.ts';
import { intervalText, parameterDecimals } from '../../format/parameters.ts';
import { restore } from '../../restore.ts';
import { useCalibration, useHistory, useStores } from '../../state/stores.ts';
import { timeWords } from './history-words.ts';
import styles from './parameter-history.module.css';
import { type ParameterPoint, parameterPoints } from './parameter-points.ts';

/** The chosen model's parameters over the kept calibrations, with 95 % intervals: a chart each. */
export function ParameterHistory({ showData }: Pick<PlotGuestProps, 'showData'>) {
  const stores = useStores();
  const model = useCalibration((state) => state.outcome?.model ?? state.model);
  const entries = useHistory((state) => state.entries);
  const points = useMemo(() => parameterPoints(model, entries), [model, entries]);
  if ((points[0]?.length ?? 0) === 0) {
    return (
      <p className={styles.said}>
        Nothing is kept of {model.title} yet: each calibration adds a point here.
      </p>
    );
  }
  if (showData) return <HistoryTable model={model} points={points} />;
  return (
    <div className={styles.charts}>
      {model.parameters.map(({ key, symbol, name }, i) => (
        <div key={key} className={styles.chart}>
          <LineChart
            label={`${symbol}, ${name}, over ${points[i]?.length ?? 0} calibrations, the last on the right.`}
            series={[seriesOf(symbol, points[i] ?? [])]}
            xTitle="Calibration"
            yTitle={symbol}
            wholeX
            onChoose={(x) => {
              const entry = points[i]?.[x - 1]?.entry;
              if (entry) void restore(stores, entry.saved);
            }}
          />
        </div>
      ))}
    </div>
  );
}

function seriesOf(symbol: string, points: readonly ParameterPoint[]): LineSeries {
  return {
    name: symbol,
    tone: 'model',
    form: 'both',
    points: points.map(({ value }, i) => ({ x: i + 1, y: value })),
    band: points.flatMap(({ interval }, i) =>
      interval ? [{ x: i + 1, low: interval[0], high: interval[1] }] : [],
    ),
  };
}

interface HistoryTableProps {
  readonly model: LevyModel;
  readonly points: readonly (readonly ParameterPoint[])[];
}

function HistoryTable({ model, points }: HistoryTableProps) {
  const now = new Date();
  const count = points[0]?.length ?? 0;
  const cell = (i: number, n: number) => {
    const point = points[i]?.[n];
    const spec = model.parameters[i];
    if (!point || !spec) return NONE;
    const value = fixed(point.value, parameterDecimals(point.value, spec, undefined));
    return point.interval ? `${value} (${intervalText(point.interval)})` : value;
  };
  return (
    <table className={styles.table}>
      <caption>{model.title}: parameters with 95 % intervals, by calibration</caption>
      <thead>
        <tr>
          <th scope="col">No.</th>
          <th scope="col">Name</th>
          <th scope="col">Time</th>
          {model.parameters.map(({ key, symbol }) => (
            <th key={key} scope="col">
              {symbol}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: count }, (_, n) => {
          const entry = points[0]?.[n]?.entry;
          return (
            <tr key={entry?.id ?? n}>
              <th scope="row">{n + 1}</th>
              <td>{entry?.name}</td>
              <td>{entry && timeWords(entry.at, now)}</td>
              {model.parameters.map(({ key }, i) => (
                <td key={key}>{cell(i, n)}</td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

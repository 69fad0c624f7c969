import { useState } from 'react';
import controls from '../../components/controls.module.css';
import tables from '../../components/data-table.module.css';
import { fixed, NONE } from '../../format/numbers.ts';
import { intervalText, parameterDecimals } from '../../format/parameters.ts';
import type { BatchResults } from '../../state/batch/batch-store.ts';
import type { ParameterColumn } from '../../state/batch/batch-table.ts';
import { dateText } from '../../state/batch/date-of-id.ts';
import styles from './batch-dialog.module.css';
import type { Series, SeriesPoint } from './series.ts';
import { SeriesChart } from './series-chart.tsx';
import { useSeries } from './use-series.ts';

export interface TimeSeriesProps {
  readonly results: BatchResults;
  readonly onOpen: (row: number) => void;
}

/** The parameters over the dates of a batch, or over its order: a chart each, or all in a table. */
export function TimeSeries({ results, onOpen }: TimeSeriesProps) {
  const { table, batch } = results;
  const series = useSeries(results);
  const [at, setAt] = useState<number>();
  const [showData, setShowData] = useState(false);
  if (!series || series.x.length === 0) {
    return <p className={styles.empty}>The parameters stand here once there are some.</p>;
  }
  const { each, isDated, rows, points } = series;
  const open = each > 1 ? undefined : (place: number) => onOpen(rows[place] ?? 0);
  const where = (place: number) => placeOf(series, place, table.id(rows[place] ?? 0));
  const found = table.columns.flatMap((column, i) => {
    const own = points[i];
    return own?.some(({ value }) => Number.isFinite(value)) ? [{ column, own }] : [];
  });
  return (
    <div className={styles.view}>
      <div className={styles.tools}>
        <p className={styles.said}>
          Parameters with 95 % intervals, by {isDated ? 'date' : 'the order of the file'}
          {each > 1 && `: each point is the mean of up to ${each} surfaces`}.
        </p>
        <button
          type="button"
          className={`${controls.button} ${controls.small}`}
          aria-pressed={showData}
          onClick={() => setShowData(!showData)}
        >
          Data
        </button>
      </div>
      {showData ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
        <section className={styles.data} tabIndex={0} aria-label="Time series as a table">
          <table className={tables.table}>
            <caption>{batch.title}: parameters with 95 % intervals</caption>
            <thead>
              <tr>
                <th scope="col">{isDated ? 'Date' : 'No.'}</th>
                {found.map(({ column }) => (
                  <th key={column.spec.key} scope="col">
                    {column.spec.symbol}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, place) => (
                <tr key={row}>
                  <th scope="row">{where(place)}</th>
                  {found.map(({ column, own }) => (
                    <td key={column.spec.key}>{pointText(column, own[place])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : (
        <div className={styles.charts}>
          {found.map(({ column, own }) => (
            <div key={column.spec.key} className={styles.chart}>
              <SeriesChart
                spec={column.spec}
                series={series}
                points={own}
                at={at}
                onAt={setAt}
                onChoose={open}
                readout={
                  at === undefined ? undefined : `${where(at)}: ${pointText(column, own[at])}`
                }
              />
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

/** What stands at a place: its id where that is one surface's, else its date or number. */
function placeOf({ each, isDated, x }: Series, place: number, id: string): string {
  const at = x[place] ?? Number.NaN;
  if (each === 1) return id;
  return isDated ? dateText(Math.round(at)) : `about no. ${Math.round(at)}`;
}

function pointText({ spec }: ParameterColumn, point: SeriesPoint | undefined): string {
  if (!point || !Number.isFinite(point.value)) return NONE;
  const { value, low, high } = point;
  const half = (high - low) / 2;
  const isKnown = Number.isFinite(half);
  const known = { half, interval: [low, high], identification: 'pinned' } as const;
  const text = fixed(value, parameterDecimals(value, spec, isKnown ? known : undefined));
  return isKnown ? `${text} (${intervalText([low, high])})` : `${text} (not identified)`;
}

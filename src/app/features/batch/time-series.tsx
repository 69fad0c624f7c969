import { useState } from 'react';
import controls from '../../components/controls.module.css';
import type { BatchResults } from '../../state/batch/batch-store.ts';
import styles from './batch-dialog.module.css';
import { placeText } from './series.ts';
import { SeriesChart } from './series-chart.tsx';
import { pointText, SeriesTable } from './series-table.tsx';
import { useSeries } from './use-series.ts';

export interface TimeSeriesProps {
  readonly results: BatchResults;
  readonly onOpen: (row: number) => void;
}

/** The parameters over the dates of a batch, or over its order: a chart each, or all in a table. */
export function TimeSeries({ results, onOpen }: TimeSeriesProps) {
  const { table, batch } = results;
  const series = useSeries(results);
  const [pointed, setPointed] = useState<number>();
  const [showData, setShowData] = useState(false);
  if (!series || series.x.length === 0) {
    return <p className={styles.empty}>The parameters stand here once there are some.</p>;
  }
  const { each, isDated, rows, points } = series;
  // While a batch grows its points are made anew: more rows may stand at fewer places.
  const at = pointed !== undefined && pointed < rows.length ? pointed : undefined;
  const open = each > 1 ? undefined : (place: number) => onOpen(rows[place] ?? 0);
  const where = (place: number) => placeText(series, place, table.id(rows[place] ?? 0));
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
        <SeriesTable
          caption={`${batch.title}: parameters with 95 % intervals`}
          series={series}
          columns={found}
          where={where}
        />
      ) : (
        <div className={styles.charts}>
          {found.map(({ column, own }) => (
            <div key={column.spec.key} className={styles.chart}>
              <SeriesChart
                spec={column.spec}
                series={series}
                points={own}
                at={at}
                onAt={setPointed}
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

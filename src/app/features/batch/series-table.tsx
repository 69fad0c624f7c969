import { useMemo } from 'react';
import tables from '../../components/data-table.module.css';
import { useFewNew } from '../../components/use-few-new.ts';
import { fixed, NONE } from '../../format/numbers.ts';
import { intervalText, parameterDecimals } from '../../format/parameters.ts';
import type { ParameterColumn } from '../../state/batch/batch-table.ts';
import styles from './batch-dialog.module.css';
import type { Series, SeriesPoint } from './series.ts';

/** One parameter over the places of a series. */
interface SeriesColumn {
  readonly column: ParameterColumn;
  readonly own: readonly SeriesPoint[];
}

interface SeriesTableProps {
  readonly caption: string;
  readonly series: Series;
  readonly columns: readonly SeriesColumn[];
  /** What stands at a place. */
  readonly where: (place: number) => string;
}

/** Rows drawn in one task: a dozen milliseconds. */
const FEW = 80;
/** Room for a value and its interval, in px, and for what stands at the left: the style sheet has it. */
const COLUMN = 200;
const FIRST = 120;

/** The time series in numbers. */
export function SeriesTable({ caption, series, columns, where }: SeriesTableProps) {
  const { isDated, rows } = series;
  const places = useMemo(() => [...rows.keys()], [rows]);
  const drawn = useFewNew(places, itself, FEW);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
    <section className={styles.data} tabIndex={0} aria-label="Time series as a table">
      <table className={tables.table} style={{ minWidth: FIRST + COLUMN * columns.length }}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{isDated ? 'Date' : 'No.'}</th>
            {columns.map(({ column }) => (
              <th key={column.spec.key} scope="col">
                {column.spec.symbol}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {drawn.map((place) => (
            <tr key={place}>
              <th scope="row">{where(place)}</th>
              {columns.map(({ column, own }) => (
                <td key={column.spec.key}>{pointText(column, own[place])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const itself = (place: number) => place;

/** A value in the digits that its interval allows, with the interval. */
export function pointText({ spec }: ParameterColumn, point: SeriesPoint | undefined): string {
  if (!point || !Number.isFinite(point.value)) return NONE;
  const { value, low, high } = point;
  const half = (high - low) / 2;
  const isKnown = Number.isFinite(half);
  const known = { half, interval: [low, high], identification: 'pinned' } as const;
  const text = fixed(value, parameterDecimals(value, spec, isKnown ? known : undefined));
  return isKnown ? `${text} (${intervalText([low, high])})` : `${text} (not identified)`;
}

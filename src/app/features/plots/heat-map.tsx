import { type CSSProperties, type KeyboardEvent, memo, type PointerEvent } from 'react';
import type { CellIndex } from './cells.ts';
import styles from './heat-map.module.css';

interface HeatMapProps {
  readonly title: string;
  readonly strikes: readonly string[];
  readonly maturities: readonly string[];
  /** CSS colours, strike-major; undefined where a cell has no value. */
  readonly colours: ReadonlyArray<string | undefined>;
  readonly maturity: number;
  readonly onMaturity: (maturity: number) => void;
  readonly cell: CellIndex | undefined;
  readonly onCell: (cell: CellIndex | undefined) => void;
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * The surface as coloured cells in the order of the price grid: strikes down, maturities across.
 * Pointing at a cell, or arrow keys, move the crosshair; a click or Enter chooses its maturity.
 */
export function HeatMap(props: HeatMapProps) {
  const { strikes, maturities, cell, maturity, onCell, onMaturity } = props;

  function cellUnder(event: PointerEvent): CellIndex | undefined {
    const index = event.target instanceof HTMLElement ? event.target.dataset.cell : undefined;
    if (index === undefined) return undefined;
    const flat = Number(index);
    return { strike: Math.floor(flat / maturities.length), maturity: flat % maturities.length };
  }

  /** Reports a cell once, not at every pixel. */
  function point(to: CellIndex | undefined) {
    if (to?.strike !== cell?.strike || to?.maturity !== cell?.maturity) onCell(to);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = STEPS[event.key];
    const from = cell ?? { strike: Math.floor(strikes.length / 2), maturity };
    if (step) {
      onCell({
        strike: Math.min(Math.max(from.strike + step[0], 0), strikes.length - 1),
        maturity: Math.min(Math.max(from.maturity + step[1], 0), maturities.length - 1),
      });
    } else if (event.key === 'Enter') onMaturity(from.maturity);
    else return;
    event.preventDefault();
  }

  return (
    <div className={styles.heat}>
      <div className={styles.title}>{props.title}</div>
      <div
        className={styles.cells}
        role="application"
        aria-label={`${props.title}. Arrow keys move the crosshair, Enter chooses the maturity.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the application role is interactive.
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerMove={(event) => point(cellUnder(event))}
        onPointerLeave={() => onCell(undefined)}
        onBlur={() => onCell(undefined)}
        onPointerDown={(event) => {
          const under = cellUnder(event);
          if (under) onMaturity(under.maturity);
        }}
      >
        <div
          className={styles.grid}
          style={{ '--rows': strikes.length, '--columns': maturities.length } as CSSProperties}
        >
          <span className={styles.corner} aria-hidden="true">
            K \ T
          </span>
          {maturities.map((label, column) => (
            <span
              key={label}
              className={column === maturity ? styles.chosenHead : styles.columnHead}
              style={{ gridRow: 1, gridColumn: column + 2 }}
            >
              {label}
            </span>
          ))}
          {strikes.map((label, row) => (
            <span
              key={label}
              className={styles.rowHead}
              style={{ gridRow: row + 2, gridColumn: 1 }}
            >
              {label}
            </span>
          ))}
          <Cells colours={props.colours} columns={maturities.length} />
          <div
            className={styles.chosenColumn}
            style={{ gridRow: '2 / -1', gridColumn: maturity + 2 }}
          />
          {cell && (
            <div
              className={styles.hovered}
              style={{ gridRow: cell.strike + 2, gridColumn: cell.maturity + 2 }}
            />
          )}
        </div>
      </div>
    </div>
  );
}

/** The coloured cells, apart from the marks that follow the pointer. */
const Cells = memo(function Cells({
  colours,
  columns,
}: Pick<HeatMapProps, 'colours'> & { readonly columns: number }) {
  return colours.map((colour, index) => {
    const gridRow = Math.floor(index / columns) + 2;
    const gridColumn = (index % columns) + 2;
    return (
      <div
        key={`${gridRow} ${gridColumn}`}
        data-cell={index}
        className={colour ? undefined : styles.noValue}
        style={{ gridRow, gridColumn, background: colour }}
      />
    );
  });
});

/** The scale of a heat map: a gradient with numbers under it. */
export function ColourBar({
  background,
  labels,
  title,
  hatched,
}: {
  background: string;
  labels: readonly string[];
  title?: string;
  hatched: boolean;
}) {
  return (
    <div className={styles.colourBar}>
      {title && <span>{title}</span>}
      <div>
        <div className={styles.gradient} style={{ background }} />
        <div className={styles.gradientLabels}>
          {labels.map((label) => (
            <span key={label}>{label}</span>
          ))}
        </div>
      </div>
      {hatched && (
        <span className={styles.hatchedKey}>
          <span className={styles.noValue} />
          no usable volatility
        </span>
      )}
    </div>
  );
}

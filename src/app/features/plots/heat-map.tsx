import { type CSSProperties, type KeyboardEvent, memo, type PointerEvent } from 'react';
import { useSize } from '../../components/use-size.ts';
import type { CellIndex } from './cells.ts';
import styles from './heat-map.module.css';

/** A quote on the map. */
export interface HeatCell {
  /** CSS colour; undefined where the quote has no value. */
  readonly colour: string | undefined;
  readonly isMarked?: boolean | undefined;
}

interface HeatMapProps {
  readonly title: string;
  readonly strikes: readonly string[];
  readonly maturities: readonly string[];
  /** Strike-major; undefined where nothing is quoted. */
  readonly cells: ReadonlyArray<HeatCell | undefined>;
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
  const [size, ref] = useSize();
  const rowStep = size ? Math.ceil((LABEL_HEIGHT * strikes.length) / size.height) : 1;
  const columnStep = size ? Math.ceil((LABEL_WIDTH * maturities.length) / size.width) : 1;

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
        ref={ref}
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
          {sparse(maturities, columnStep, maturity).map(({ label, index }) => (
            <span
              key={label}
              className={index === maturity ? styles.chosenHead : styles.columnHead}
              style={{
                gridRow: 1,
                gridColumn: index + 2,
                // A label wider than its column must not reach into the corner.
                justifySelf: columnStep > 1 ? 'start' : 'center',
              }}
            >
              {label}
            </span>
          ))}
          {sparse(strikes, rowStep).map(({ label, index }) => (
            <span
              key={label}
              className={styles.rowHead}
              style={{ gridRow: index + 2, gridColumn: 1 }}
            >
              {label}
            </span>
          ))}
          <div className={styles.layer}>
            <Cells cells={props.cells} columns={maturities.length} />
          </div>
          <div className={`${styles.layer} ${styles.marks}`}>
            <div
              className={styles.chosenColumn}
              style={{ gridRow: '1 / -1', gridColumn: maturity + 1 }}
            />
            {cell && (
              <div
                className={styles.hovered}
                style={{ gridRow: cell.strike + 1, gridColumn: cell.maturity + 1 }}
              />
            )}
          </div>
        </div>
      </div>
    </div>
  );
}

/** Room that a label needs, in px. */
const LABEL_HEIGHT = 14;
const LABEL_WIDTH = 34;

interface Label {
  readonly label: string;
  readonly index: number;
}

/** Every `step`-th label; of a chosen one and those that would touch it, the chosen. */
function sparse(labels: readonly string[], step: number, chosen?: number): Label[] {
  const all = labels.map((label, index) => ({ label, index }));
  return all.filter(({ index }) => {
    if (chosen === undefined || index === chosen) return index === chosen || index % step === 0;
    return index % step === 0 && Math.abs(index - chosen) >= step;
  });
}

/** The coloured cells, apart from the marks that follow the pointer. */
const Cells = memo(function Cells({
  cells,
  columns,
}: Pick<HeatMapProps, 'cells'> & { readonly columns: number }) {
  return cells.map((cell, index) => {
    if (!cell) return null;
    const { colour, isMarked } = cell;
    const gridRow = Math.floor(index / columns) + 1;
    const gridColumn = (index % columns) + 1;
    return (
      <div
        key={`${gridRow} ${gridColumn}`}
        data-cell={index}
        data-marked={isMarked || undefined}
        className={colour ? styles.cell : `${styles.cell} ${styles.noValue}`}
        style={{ gridRow, gridColumn, background: colour }}
      />
    );
  });
});

/** The scale of a heat map: a gradient with numbers under it. */
export function ColourBar({
  background,
  labels,
  hatched,
  note,
  marks,
}: {
  background: string;
  labels: readonly string[];
  hatched: boolean;
  note?: string | undefined;
  /** What a mark on a cell means, where there are any. */
  marks?: string | undefined;
}) {
  return (
    <div className={styles.colourBar}>
      <div className={styles.keys}>
        {note && <span>{note}</span>}
        {marks && (
          <span className={styles.key}>
            <span className={styles.cell} data-marked />
            {marks}
          </span>
        )}
        {hatched && (
          <span className={styles.key}>
            <span className={`${styles.cell} ${styles.noValue}`} />
            no usable volatility
          </span>
        )}
      </div>
      <div>
        <div className={styles.gradient} style={{ background }} />
        <div className={styles.gradientLabels}>
          {labels.map((label) => (
            <span key={label}>{label}</span>
          ))}
        </div>
      </div>
    </div>
  );
}

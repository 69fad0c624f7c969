import { memo } from 'react';
import chart from '../../components/chart/chart.module.css';
import { linePath } from '../../components/chart/paths.ts';
import type { SmilePoint } from './smile-curves.ts';
import type { Panel, PanelAxes } from './smile-panels.ts';
import styles from './smiles.module.css';

interface SmilePanelProps {
  readonly index: number;
  /** Corner in px. */
  readonly x: number;
  readonly y: number;
  readonly axes: PanelAxes;
  readonly panel: Panel;
  readonly curve: readonly SmilePoint[] | undefined;
  readonly label: string;
  /** Beside the label: how large the residuals are. */
  readonly note: string;
  readonly isChosen: boolean;
  /** Index of the strike under the crosshair. */
  readonly crosshair: number | undefined;
}

/** One small smile: dots, bars from bid to ask, and the model's line. */
export const SmilePanel = memo(function SmilePanel(props: SmilePanelProps) {
  const { axes, panel, curve = [], crosshair } = props;
  const { width, height, plot } = axes;
  const at = panel.quotes.find(({ index }) => index === crosshair);
  const line = curve.map(({ strike, value }) => ({
    x: axes.x(strike),
    y: value === undefined ? undefined : axes.y(value),
  }));
  return (
    <g
      transform={`translate(${props.x} ${props.y})`}
      className={styles.panel}
      data-panel={props.index}
      data-chosen={props.isChosen || undefined}
      data-large={width > 280 || undefined}
    >
      <rect
        className={styles.ground}
        x={1.5}
        y={1.5}
        width={width - 3}
        height={height - 3}
        rx={4}
      />
      <Frame axes={axes} />
      <text className={styles.label} x={plot.left} y={14}>
        {props.label}
      </text>
      <text className={chart.tick} x={plot.right} y={14} textAnchor="end">
        {props.note}
      </text>
      <path className={styles.line} d={linePath(line)} />
      <Dots axes={axes} quotes={panel.quotes} />
      {at && (
        <g className={styles.crosshair} data-crosshair>
          <line x1={axes.x(at.strike)} x2={axes.x(at.strike)} y1={plot.top} y2={plot.bottom} />
          {at.value !== undefined && <circle cx={axes.x(at.strike)} cy={axes.y(at.value)} r={5} />}
        </g>
      )}
    </g>
  );
});

const Frame = memo(function Frame({ axes }: Pick<SmilePanelProps, 'axes'>) {
  const { plot, xTicks, yTicks } = axes;
  return (
    <>
      {yTicks.map(({ at, text }) => (
        <g key={text}>
          <line className={chart.gridLine} x1={plot.left} x2={plot.right} y1={at} y2={at} />
          <text className={styles.tick} x={plot.left - 4} y={at} dy="0.355em" textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      {xTicks.map(({ at, text }) => (
        <text key={text} className={styles.tick} x={at} y={plot.bottom + 12} textAnchor="middle">
          {text}
        </text>
      ))}
    </>
  );
});

/** All dots as one path and all bars as another: sixty maturities have thousands. */
const Dots = memo(function Dots({
  axes,
  quotes,
}: Pick<SmilePanelProps, 'axes'> & { readonly quotes: Panel['quotes'] }) {
  const tenth = (value: number) => Math.round(10 * value) / 10;
  let dots = '';
  let bars = '';
  for (const { strike, value, bid, ask } of quotes) {
    const x = tenth(axes.x(strike));
    if (value !== undefined) dots += `M${x} ${tenth(axes.y(value))}h0`;
    if (bid === undefined && ask === undefined) continue;
    const from = bid === undefined ? axes.plot.bottom : Math.min(axes.y(bid), axes.plot.bottom);
    const to = ask === undefined ? axes.plot.top : Math.max(axes.y(ask), axes.plot.top);
    if (from > to) bars += `M${x} ${tenth(from)}V${tenth(to)}`;
  }
  return (
    <>
      <path className={styles.bars} d={bars} />
      <path className={styles.dots} d={dots} />
    </>
  );
});

import { memo } from 'react';
import { type ChartAxes, plotBox, pointX, pointY } from './axes.ts';
import styles from './chart.module.css';

/** Grid lines, the x axis and the texts of both, drawn again only where an axis changes. */
export const SvgAxes = memo(function SvgAxes({ axes }: { readonly axes: ChartAxes }) {
  const { left, top, width, height } = plotBox(axes);
  const bottom = top + height;
  return (
    <>
      {axes.yTicks.map(({ value, text }) => {
        const y = Math.round(pointY(axes, value)) + 0.5;
        return (
          <g key={value}>
            <line className={styles.gridLine} x1={left} x2={left + width} y1={y} y2={y} />
            <text className={styles.tick} x={left - 6} y={y} dy="0.355em" textAnchor="end">
              {text}
            </text>
          </g>
        );
      })}
      <line
        className={styles.axis}
        x1={left}
        x2={left + width}
        y1={Math.round(bottom) + 0.5}
        y2={Math.round(bottom) + 0.5}
      />
      {axes.xTicks.map(({ value, text }) => (
        <text
          key={value}
          className={styles.tick}
          x={pointX(axes, value)}
          y={bottom + 8}
          dy="0.71em"
          textAnchor="middle"
        >
          {text}
        </text>
      ))}
    </>
  );
});

import { memo } from 'react';
import { type ChartAxes, plotBox, pointX, pointY } from '../../components/chart/axes.ts';
import styles from './strike-chart.module.css';
import type { Dot } from './strike-chart.tsx';

interface QuoteMarksProps {
  readonly axes: ChartAxes;
  readonly dots: readonly Dot[];
  /** Residuals hang from the zero line, in the colour of their sign. */
  readonly residual: boolean;
}

/** The quotes with their bars from bid to ask; a new model does not draw them again. */
export const QuoteMarks = memo(function QuoteMarks({ axes, dots, residual }: QuoteMarksProps) {
  const { top, height } = plotBox(axes);
  const zero = pointY(axes, 0);
  const withSides = dots.filter(({ bid, ask }) => bid !== undefined || ask !== undefined);
  return (
    <>
      <g className={styles.spread} data-spread>
        {withSides.map(({ index, strike, bid, ask }) => (
          <line
            key={index}
            x1={pointX(axes, strike)}
            x2={pointX(axes, strike)}
            y1={bid === undefined ? top + height : pointY(axes, bid)}
            y2={ask === undefined ? top : pointY(axes, ask)}
          />
        ))}
      </g>
      {dots.map(({ index, strike, value }) => {
        if (value === undefined) return null;
        const x = pointX(axes, strike);
        const y = pointY(axes, value);
        const circle = <circle className={styles.dot} cx={x} cy={y} r={3} data-quote={index} />;
        if (!residual) return <g key={index}>{circle}</g>;
        return (
          <g key={index} className={value < 0 ? styles.below : styles.above}>
            <line x1={x} x2={x} y1={zero} y2={y} />
            {circle}
          </g>
        );
      })}
    </>
  );
});

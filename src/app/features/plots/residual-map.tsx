import { useMemo } from 'react';
import type { Surface } from '../../../calibration/quotes/surface.ts';
import { distinctLabels } from '../../format/quotes.ts';
import {
  type CellIndex,
  type CellView,
  leastResidual,
  type Quantity,
  residualOf,
} from './cells.ts';
import { gradient, residualColour, residualLimit } from './colour.ts';
import { ColourBar, type HeatCell, HeatMap } from './heat-map.tsx';
import styles from './plots.module.css';
import { insideText, residualText } from './sentences.ts';

interface ResidualMapProps {
  readonly surface: Surface;
  readonly quantity: Quantity;
  readonly cells: readonly CellView[];
  readonly maturity: number;
  readonly onMaturity: (maturity: number) => void;
  readonly cell: CellIndex | undefined;
  readonly onCell: (cell: CellIndex | undefined) => void;
}

/** Model − market of every quote as a heat map that is neutral at zero. */
export function ResidualMap(props: ResidualMapProps) {
  const { surface, quantity, cells } = props;
  const { heat, limit, clipped } = useMemo(() => {
    const residuals = cells.map((cell) => residualOf(cell, quantity));
    const limit = Math.max(residualLimit(residuals), leastResidual(quantity, surface.spot));
    return {
      limit,
      clipped: residuals.some((residual) => Math.abs(residual ?? 0) > limit),
      heat: residuals.map((r, i): HeatCell | undefined => {
        const quote = cells[i]?.quote;
        const colour = r === undefined ? undefined : residualColour(r / limit);
        return quote && { colour, isMarked: quote.isInside === false };
      }),
    };
  }, [cells, quantity, surface.spot]);
  const end = (value: number) => residualText(value, quantity, surface.spot);
  return (
    <div className={styles.surface}>
      <HeatMap
        title={`All maturities, ${quantity === 'price' ? 'price' : 'bp'}`}
        strikes={distinctLabels(surface.strikes)}
        maturities={distinctLabels(surface.maturities)}
        cells={heat}
        maturity={props.maturity}
        onMaturity={props.onMaturity}
        cell={props.cell}
        onCell={props.onCell}
      />
      <ColourBar
        background={gradient(residualColour, -1, 1)}
        labels={[
          `${clipped ? '≤ ' : ''}${end(-limit)}`,
          '0',
          `${clipped ? '≥ ' : ''}${end(limit)}`,
        ]}
        hatched={heat.some((cell) => cell !== undefined && cell.colour === undefined)}
        note={insideText(cells)}
        marks={heat.some((cell) => cell?.isMarked) ? 'outside' : undefined}
      />
    </div>
  );
}

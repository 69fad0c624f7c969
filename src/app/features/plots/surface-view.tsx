import { useMemo } from 'react';
import type { Surface } from '../../../calibration/quotes/surface.ts';
import { fixed } from '../../format/numbers.ts';
import { distinctLabels, priceDecimals } from '../../format/quotes.ts';
import {
  type CellIndex,
  type CellView,
  leastLevel,
  leastResidual,
  levelOf,
  type Quantity,
  residualOf,
} from './cells.ts';
import { gradient, levelColour, residualColour, residualLimit } from './colour.ts';
import { ColourBar, type HeatCell, HeatMap } from './heat-map.tsx';
import styles from './plots.module.css';
import { insideText, levelTitle, residualText } from './sentences.ts';

export interface SurfaceViewProps {
  readonly surface: Surface;
  readonly quantity: Quantity;
  readonly cells: readonly CellView[];
  readonly maturity: number;
  readonly onMaturity: (maturity: number) => void;
  readonly cell: CellIndex | undefined;
  readonly onCell: (cell: CellIndex | undefined) => void;
}

/** Market and model side by side as heat maps on one scale. */
export function SurfaceView(props: SurfaceViewProps) {
  const { surface, quantity, cells } = props;
  const scale = useMemo(() => {
    const market = cells.map((cell) => levelOf(cell, 'market', quantity));
    const model = cells.map((cell) => levelOf(cell, 'model', quantity));
    const known = [...market, ...model].filter((value) => value !== undefined);
    const low = Math.min(...known);
    const span = Math.max(Math.max(...known) - low, leastLevel(quantity, surface.spot));
    const heat = (values: typeof market) =>
      values.map((value, i): HeatCell | undefined => {
        if (!cells[i]?.quote) return undefined;
        return { colour: value === undefined ? undefined : levelColour((value - low) / span) };
      });
    return {
      ticks: known.length > 0 ? [low, low + span / 2, low + span] : [],
      market: heat(market),
      model: heat(model),
      fitted: cells.some(({ quote }) => quote?.model),
    };
  }, [cells, quantity, surface.spot]);
  const maps = {
    strikes: distinctLabels(surface.strikes),
    maturities: distinctLabels(surface.maturities),
    maturity: props.maturity,
    onMaturity: props.onMaturity,
    cell: props.cell,
    onCell: props.onCell,
  };
  const decimals = quantity === 'price' ? priceDecimals(surface.spot) - 2 : 1;
  return (
    <div className={styles.surface}>
      <div className={styles.pair}>
        <HeatMap title="Market" cells={scale.market} {...maps} />
        {scale.fitted ? (
          <HeatMap title="Model" cells={scale.model} {...maps} />
        ) : (
          <p className={styles.empty}>The model’s surface comes with the fit.</p>
        )}
      </div>
      <ColourBar
        title={levelTitle(surface, quantity)}
        background={gradient(levelColour, 0, 1)}
        labels={scale.ticks.map((value) => fixed(value, Math.max(decimals, 0)))}
        hatched={scale.market.some(isHatched)}
      />
    </div>
  );
}

function isHatched(cell: HeatCell | undefined): boolean {
  return cell !== undefined && cell.colour === undefined;
}

/** Model − market of every quote as a heat map that is neutral at zero. */
export function ResidualMap(props: SurfaceViewProps) {
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
        hatched={heat.some(isHatched)}
        note={insideText(cells)}
        marks={heat.some((cell) => cell?.isMarked) ? 'outside' : undefined}
      />
    </div>
  );
}

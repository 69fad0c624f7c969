import { useMemo } from 'react';
import type { Surface } from '../../../calibration/surface.ts';
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
import { distinctLabels, fixed, priceDecimals } from './format.ts';
import { ColourBar, HeatMap } from './heat-map.tsx';
import styles from './plots.module.css';
import { residualText } from './sentences.ts';

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
    const colours = (values: typeof market) =>
      values.map((value) => (value === undefined ? undefined : levelColour((value - low) / span)));
    return {
      ticks: known.length > 0 ? [low, low + span / 2, low + span] : [],
      market: colours(market),
      model: colours(model),
      fitted: cells.some((cell) => cell.model),
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
        <HeatMap title="Market" colours={scale.market} {...maps} />
        {scale.fitted ? (
          <HeatMap title="Model" colours={scale.model} {...maps} />
        ) : (
          <p className={styles.empty}>The model’s surface comes with the fit.</p>
        )}
      </div>
      <ColourBar
        title={quantity === 'price' ? 'Call price' : 'Implied volatility, %'}
        background={gradient(levelColour, 0, 1)}
        labels={scale.ticks.map((value) => fixed(value, Math.max(decimals, 0)))}
        hatched={scale.market.includes(undefined)}
      />
    </div>
  );
}

/** Model − market of every cell as a heat map that is neutral at zero. */
export function ResidualMap(props: SurfaceViewProps) {
  const { surface, quantity, cells } = props;
  const { colours, limit, clipped } = useMemo(() => {
    const residuals = cells.map((cell) => residualOf(cell, quantity));
    const limit = Math.max(residualLimit(residuals), leastResidual(quantity, surface.spot));
    return {
      limit,
      clipped: residuals.some((residual) => Math.abs(residual ?? 0) > limit),
      colours: residuals.map((r) => (r === undefined ? undefined : residualColour(r / limit))),
    };
  }, [cells, quantity, surface.spot]);
  const end = (value: number) => residualText(value, quantity, surface.spot);
  return (
    <div className={styles.surface}>
      <HeatMap
        title={`All maturities, ${quantity === 'price' ? 'price' : 'bp'}`}
        strikes={distinctLabels(surface.strikes)}
        maturities={distinctLabels(surface.maturities)}
        colours={colours}
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
        hatched={colours.includes(undefined)}
      />
    </div>
  );
}

import type { Interval, ParameterSpec } from '../../../levy/model.ts';

/** Parts of the range that an arrow key passes, about; with Shift, ten times as much. */
const STEPS = 200;

/** Room beyond a value that lies outside the range, as a share of its distance from there. */
const MARGIN = 0.25;

/**
 * Ends of a slider: the network's training range, and farther, within what the model allows, where
 * the calibrated value or one that was typed lies beyond it.
 */
export function sliderRange({ range, domain }: ParameterSpec, values: readonly number[]): Interval {
  const least = Math.min(range.min, ...values);
  const most = Math.max(range.max, ...values);
  const low = least - MARGIN * (range.min - least);
  const high = most + MARGIN * (most - range.max);
  return {
    min: low > domain.min ? low : (least + domain.min) / 2,
    max: high < domain.max ? high : (most + domain.max) / 2,
  };
}

/** What an arrow key adds: a round number, about a two-hundredth of the slider. */
export function sliderStep({ min, max }: Interval): number {
  const fair = (max - min) / STEPS;
  const unit = 10 ** Math.floor(Math.log10(fair));
  return unit * ([1, 2, 5].find((factor) => factor * unit >= 0.75 * fair) ?? 10);
}

/** Where a key takes a slider; undefined for a key that does not move it. */
export function slid(
  value: number,
  ends: Interval,
  key: string,
  isFast: boolean,
): number | undefined {
  const step = sliderStep(ends) * (isFast ? 10 : 1);
  // A sum of decimals ends in digits that nobody typed.
  const by = (steps: number) => {
    const to = Number((value + steps * step).toPrecision(12));
    return Math.min(Math.max(to, ends.min), ends.max);
  };
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return by(1);
    case 'ArrowLeft':
    case 'ArrowDown':
      return by(-1);
    case 'PageUp':
      return by(10);
    case 'PageDown':
      return by(-10);
    case 'Home':
      return ends.min;
    case 'End':
      return ends.max;
    default:
      return undefined;
  }
}

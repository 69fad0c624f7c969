import { describe, expect, it } from 'vitest';
import { cgmy } from '../../levy/cgmy.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { makeDataset } from '../data/dataset.ts';
import { recipeFor } from '../recipe.ts';
import { coordinatesOf, fitOutputScaler, standardisedTargets } from './output-scaler.ts';

describe.each([varianceGamma, cgmy])('the output scaler of $name', (model) => {
  const count = 500;
  const data = makeDataset({ model, count, seed: 3, sampling: 'random', margin: 0.02 });
  const columns = model.coordinates.labels.length;
  const emphasis = model.parameters.map((_, i) => i + 1);
  const scaler = fitOutputScaler(model, data, { ...recipeFor(model), emphasis });

  it('makes coordinates of mean 0, and of its emphasis in size', () => {
    const targets = standardisedTargets(model, data, scaler);
    for (let i = 0; i < columns; i++) {
      const own = targets.filter((_, n) => n % columns === i);
      const mean = own.reduce((sum, x) => sum + x / count, 0);
      const variance = own.reduce((sum, x) => sum + (x - mean) ** 2 / count, 0);
      expect(mean).toBeCloseTo(0, 4);
      expect(Math.sqrt(variance)).toBeCloseTo(emphasis[i]!, 4);
    }
  });

  it('leads back to the parameters', () => {
    const targets = standardisedTargets(model, data, scaler);
    const parameters = new Float64Array(columns);
    for (let row = 0; row < count; row += 25) {
      const coordinates = Float64Array.from(
        scaler.mean,
        (mean, i) => mean + scaler.scale[i]! * targets[row * columns + i]!,
      );
      model.coordinates.toParameters(coordinates, parameters);
      parameters.forEach((value, i) => {
        const truth = data.parameters[row * columns + i]!;
        expect(Math.abs(value / truth - 1)).toBeLessThan(1e-4);
      });
    }
  });

  it('has the extent of the box, and no more', () => {
    const coordinates = coordinatesOf(model, data);
    for (let row = 0; row < count; row++) {
      const isInBox = model.parameters.every(({ range }, i) => {
        const value = data.parameters[row * columns + i]!;
        return value >= range.min && value <= range.max;
      });
      if (!isInBox) continue;
      for (let i = 0; i < columns; i++) {
        expect(coordinates[row * columns + i]).toBeGreaterThanOrEqual(scaler.min[i]!);
        expect(coordinates[row * columns + i]).toBeLessThanOrEqual(scaler.max[i]!);
      }
    }
    for (const [i, { range }] of model.parameters.entries()) {
      if (model !== varianceGamma) continue;
      expect([scaler.min[i], scaler.max[i]]).toEqual([range.min, range.max]);
    }
  });
});

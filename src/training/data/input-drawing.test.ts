import { expect, test } from 'vitest';
import { createDenoiser } from '../../network/denoiser.ts';
import { networkInputs } from '../../network/features.ts';
import { drawInputs, emptyInputs, inputWidth } from './input-drawing.ts';
import { drawInParallel } from './parallel.ts';
import { smallFamily, smallRecipe, surfaceOf, unseenSurfaces } from './small-family.fixture.ts';

const { family, table } = smallFamily();
// Two blocks and a part of one.
const data = unseenSurfaces(600);
const drawing = { data, family, noise: smallRecipe.noise, seed: 7 };
const width = inputWidth(family);

function drawn(of: typeof drawing, parts: number) {
  const out = emptyInputs(of.data.count, family);
  let met = 0;
  for (let index = parts - 1; index >= 0; index--) {
    drawInputs(of, table, out, { index, of: parts }, () => met++);
  }
  expect(met).toBe(of.data.count);
  return out;
}

const whole = drawn(drawing, 1);

test('a drawing is the same in three parts as in one', () => {
  expect(whole).toHaveLength(600 * (family.size + 3));
  expect(whole.every(Number.isFinite)).toBe(true);
  expect(drawn(drawing, 3)).toEqual(whole);
});

test('a drawing is another with another seed, and no two blocks have the same noise', () => {
  expect(drawn({ ...drawing, seed: 8 }, 1)).not.toEqual(whole);
  const twice = {
    ...data,
    timeValues: data.timeValues.map((_, i) => data.timeValues[i % (256 * 200)]!),
  };
  const inputs = drawn({ ...drawing, data: twice }, 1);
  expect(inputs.slice(0, width)).not.toEqual(inputs.slice(256 * width, 257 * width));
});

test('without noise, the inputs are those of the surfaces themselves', () => {
  const noise = { ...smallRecipe.noise, rounded: 0, relative: 0, both: 0, incomplete: 0 };
  const inputs = drawn({ ...drawing, noise }, 2);
  const denoise = createDenoiser(family, table);
  for (let row = 0; row < data.count; row += 37) {
    const own = networkInputs(denoise(surfaceOf(data, row)));
    expect(inputs.slice(row * width, (row + 1) * width)).toEqual(own);
  }
});

test('workers draw the same', async () => {
  const inputs = await drawInParallel(data, family, smallRecipe.noise, 7, 2, () => {});
  expect(inputs).toEqual(whole);
});

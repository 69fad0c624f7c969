import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { expect, test } from 'vitest';
import { samples } from '../features/import/example-samples.ts';
import { anyItem } from './saved-item.fixture.ts';
import { itemText } from './session-file.ts';
import { readShareLink, shareLink } from './share-link.ts';

const page = 'https://example.org/app/?backend=wasm';
const hashOf = (link: string) => new URL(link).hash;

test('a link gives back surface, model and settings bit for bit, and no result', () => {
  fc.assert(
    fc.property(anyItem, (item) => {
      const { surface, origin, model, settings } = item;
      const read = readShareLink(hashOf(shareLink(page, item)));
      expect(read).toEqual({ ok: true, value: { surface, origin, model, settings } });
    }),
    { numRuns: 100, seed: 5 },
  );
});

test('a result, a name or an id that somebody has written into a link is left out', () => {
  const [item] = fc
    .sample(anyItem, { seed: 11, numRuns: 50 })
    .filter(({ calibration, id }) => calibration && id);
  const packed = Buffer.from(deflateSync(Buffer.from(itemText(item!)))).toString('base64url');
  const { surface, origin, model, settings } = item!;
  const read = readShareLink(`#s=1.${packed}`);
  expect(read).toEqual({ ok: true, value: { surface, origin, model, settings } });
});

test('a link keeps the page’s address, and replaces a fragment', () => {
  const [sample] = samples;
  const item = {
    surface: sample!.make(),
    origin: { title: 'Mine', notes: [] },
    model: 'CGMY',
    settings: { by: 'vega' as const },
  };
  const link = shareLink(`${page}#s=old`, item);
  expect(link.startsWith(`${page}#s=1.`)).toBe(true);
  expect(link.length).toBeLessThan(8000);
});

test('what is no link of ours is none', () => {
  expect(readShareLink('')).toBeUndefined();
  expect(readShareLink('#top')).toBeUndefined();
});

test('damaged, cut off and hostile links are refused', () => {
  const [sample] = samples;
  const item = {
    surface: sample!.make(),
    origin: { title: 'Mine', notes: [] },
    model: 'CGMY',
    settings: { by: 'vega' as const },
  };
  const hash = hashOf(shareLink(page, item));
  const bomb = deflateSync(new Uint8Array(50_000_000), { level: 9 });
  const packed = Buffer.from(bomb).toString('base64url');
  for (const bad of [
    hash.slice(0, -20),
    hash.slice(0, 40),
    '#s=1.',
    '#s=1.!!!',
    '#s=9.abc',
    `#s=1.${packed}`,
    `#s=1.${'A'.repeat(2_000_000)}`,
    `#s=1.${Buffer.from(deflateSync(Buffer.from('['.repeat(10_000)))).toString('base64url')}`,
    `#s=1.${Buffer.from(deflateSync(Buffer.from('{"__proto__":{"a":1}}'))).toString('base64url')}`,
  ]) {
    const read = readShareLink(bad);
    expect(read?.ok).toBe(false);
  }
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readShareLink(`#s=1.${text}`)?.ok).toBe(false);
    }),
    { numRuns: 300, seed: 6 },
  );
});

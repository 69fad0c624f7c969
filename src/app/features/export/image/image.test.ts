import { expect, test } from 'vitest';
import { clippedTo, EVERYWHERE, isWithin } from './clip.ts';
import { gradientStops, hatchColour } from './gradient.ts';
import { wrapWords } from './wrap.ts';
import { escapeXml, tag } from './xml.ts';

test('any text is XML: signs are escaped, what XML cannot write is left out', () => {
  expect(escapeXml('a < b & "c" > \u0000\u000b\ud800d')).toBe(
    'a &lt; b &amp; &quot;c&quot; &gt; d',
  );
  expect(escapeXml('σ 😀')).toBe('σ 😀');
});

test('elements have short numbers and no attribute that is undefined', () => {
  expect(tag('rect', { x: 1 / 3, rx: undefined, fill: '"' })).toBe(
    '<rect x="0.33" fill="&quot;"/>',
  );
  expect(tag('g', {}, tag('path', { d: 'M0 0' }), '')).toBe('<g><path d="M0 0"/></g>');
});

test('a computed gradient gives its stops, even or named', () => {
  expect(
    gradientStops('linear-gradient(to right in oklab, oklch(0.5 0.1 20), rgb(0, 0, 0), red)'),
  ).toEqual([
    { colour: 'oklch(0.5 0.1 20)', at: 0 },
    { colour: 'rgb(0, 0, 0)', at: 0.5 },
    { colour: 'red', at: 1 },
  ]);
  expect(gradientStops('linear-gradient(90deg, rgb(1, 2, 3) 10%, red 90%)')).toEqual([
    { colour: 'rgb(1, 2, 3)', at: 0.1 },
    { colour: 'red', at: 0.9 },
  ]);
  expect(gradientStops('linear-gradient(45deg, red, blue)')).toBeUndefined();
  expect(gradientStops('none')).toBeUndefined();
});

test('a hatching gives its colour', () => {
  expect(
    hatchColour('repeating-linear-gradient(45deg, rgb(1, 2, 3) 0px, rgb(1, 2, 3) 1px, red 4px)'),
  ).toBe('rgb(1, 2, 3)');
  expect(hatchColour('repeating-linear-gradient(45deg, rgb(1, 2, 3) 0px 1px, red 1px 4px)')).toBe(
    'rgb(1, 2, 3)',
  );
  expect(hatchColour('linear-gradient(45deg, red, blue)')).toBeUndefined();
});

test('words fill lines of a width, and a longer word stands alone', () => {
  const lines = wrapWords('aa bb ccccccc d', 5, (text) => text.length);
  expect(lines).toEqual(['aa bb', 'ccccccc', 'd']);
  expect(wrapWords('', 5, (text) => text.length)).toEqual([]);
});

test('what is hidden is not drawn, what scrolls is', () => {
  const box = { x: 0, y: 0, width: 100, height: 50 };
  const below = { x: 10, y: 80, width: 20, height: 10 };
  const scrolled = clippedTo(EVERYWHERE, { overflowX: 'hidden', overflowY: 'auto' }, box);
  expect(isWithin(scrolled, below)).toBe(true);
  expect(isWithin(scrolled, { ...below, x: 200 })).toBe(false);
  const hidden = clippedTo(scrolled, { overflowX: 'clip', overflowY: 'clip' }, box);
  expect(isWithin(hidden, below)).toBe(false);
  expect(isWithin(hidden, { ...below, y: 48 })).toBe(true);
  expect(clippedTo(hidden, { overflowX: 'visible', overflowY: 'visible' }, below)).toBe(hidden);
});

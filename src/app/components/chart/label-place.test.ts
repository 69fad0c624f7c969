import fc from 'fast-check';
import { expect, it } from 'vitest';
import { labelBaseline, textWidth } from './label-place.ts';

it('a label never lies on a mark that it spans', () => {
  const point = fc.record({
    x: fc.double({ min: 0, max: 800, noNaN: true }),
    y: fc.double({ min: 100, max: 300, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(point, { minLength: 1 }), (marks) => {
      const left = marks[0]!.x + 8;
      const baseline = labelBaseline(marks, left, 'Market', { y: 0, height: 400 }, marks[0]!.y);
      const right = left + textWidth('Market');
      for (const { x, y } of marks) {
        if (x >= left && x <= right) expect(y > baseline || y < baseline - 11).toBe(true);
      }
    }),
  );
});

it('a label stays inside the plot where there is room on one side', () => {
  const area = { y: 10, height: 200 };
  expect(labelBaseline([{ x: 0, y: 12 }], 8, 'Market', area, 12)).toBeGreaterThan(12);
  expect(labelBaseline([{ x: 0, y: 205 }], 8, 'Market', area, 205)).toBeLessThan(205);
});

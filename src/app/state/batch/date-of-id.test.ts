import { expect, test } from 'vitest';
import { dateOfId, dateText } from './date-of-id.ts';

test.each([
  ['1970-01-02', 1],
  ['2026-03-13', 20525],
  ['20260313', 20525],
  ['2026-03-13T12:00', 20525.5],
  ['2026-03-13 18:00:00Z', 20525.75],
])('%s is a day', (id, days) => {
  expect(dateOfId(id)).toBe(days);
});

test.each(['SPX', '12', '12345678', '2026-02-31', '2026-13-01', '2026-3-1', 'line 4', ''])(
  '%s is no date',
  (id) => {
    expect(dateOfId(id)).toBeUndefined();
  },
);

test('a date is written as ISO does, with the time where there is one', () => {
  expect(dateText(20525)).toBe('2026-03-13');
  expect(dateText(20525.5)).toBe('2026-03-13 12:00');
});

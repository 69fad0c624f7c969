import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyItem } from './saved-item.fixture.ts';
import { itemText, readItemText, readSession, sessionText } from './session-file.ts';

const [item] = fc.sample(anyItem, { seed: 7, numRuns: 1 });
const calibrated = fc
  .sample(anyItem, { seed: 11, numRuns: 50 })
  .find(({ calibration }) => calibration?.refinement)!;

// biome-ignore lint/suspicious/noExplicitAny: what is spoilt has no type.
type Spoilt = any;

/** The file of one item with something changed in it. */
function spoilt(change: (item: Spoilt) => void, of = calibrated): string {
  const file = JSON.parse(sessionText([of]));
  change(file.calibrations[0]);
  return JSON.stringify(file);
}

const problemsOf = (text: string) => {
  const read = readSession(text);
  if (read === undefined) return undefined;
  return read.ok ? [] : read.problems.map(({ message }) => message);
};

test('calibrations come back bit for bit', () => {
  fc.assert(
    fc.property(fc.array(anyItem, { minLength: 1, maxLength: 3 }), (items) => {
      expect(readSession(sessionText(items))).toEqual({ ok: true, value: items });
    }),
    { numRuns: 300 },
  );
});

test('one item comes back bit for bit', () => {
  fc.assert(
    fc.property(anyItem, (each) => {
      expect(readItemText(itemText(each))).toEqual({ ok: true, value: each });
    }),
  );
});

test('a file may carry more, which is dropped, and may begin with a byte order mark', () => {
  const text = sessionText([item!], { version: 99, report: { quotes: [1, 2] }, format: 'x' });
  expect(JSON.parse(text)).toMatchObject({ version: 1, report: { quotes: [1, 2] } });
  expect(readSession(`\uFEFF${text}`)).toEqual({ ok: true, value: [item] });
});

test('a file written anew with other line breaks and order of fields is read', () => {
  const { format, version, calibrations } = JSON.parse(sessionText([item!]));
  const text = JSON.stringify({ calibrations, version, format }, null, 2);
  expect(readSession(text)).toEqual({ ok: true, value: [item] });
});

test.each([
  '',
  '{}',
  '[]',
  'strike\tmaturity\n90\t1',
  '{"option_prices": [1, 2]}',
  '{"model_name": "levy-calibration"}',
  '{"note": "levy-calibration", "calibrations": []',
])('%j is no session file', (text) => {
  expect(readSession(text)).toBeUndefined();
});

describe('a damaged file says what is wrong', () => {
  const cases: ReadonlyArray<readonly [string, string, RegExp]> = [
    ['cut off', sessionText([calibrated]).slice(0, -200), /cut off or damaged/],
    ['empty', sessionText([]), /has no calibrations/],
    [
      'newer',
      sessionText([calibrated]).replace('"version":1', '"version":2'),
      /of version 2, and this page reads version 1/,
    ],
    ['a missing price', spoilt((it) => it.surface.prices.pop()), /surface: a list of \d+ stands/],
    [
      'a word for a price',
      spoilt((it) => (it.surface.prices[0] = 'x')),
      /surface\.prices: must be/,
    ],
    [
      'an infinite price',
      spoilt((it) => (it.surface.prices[0] = 'Infinity')),
      /surface\.prices: must be a list of finite/,
    ],
    [
      'strikes out of order',
      spoilt((it) => it.surface.strikes.reverse()),
      /surface: the strikes must be positive and increase/,
    ],
    ['no spot', spoilt((it) => delete it.surface.spot), /surface\.spot: /],
    ['another model', spoilt((it) => (it.model = 'Heston')), /model: is no model known here/],
    [
      'the result of another model',
      spoilt((it) => {
        it.model = it.model === 'CGMY' ? 'VarianceGamma' : 'CGMY';
      }),
      /the result is of \w+, not of \w+/,
    ],
    [
      'parameters outside the domain',
      spoilt((it) => (it.calibration.parameters[0] = -1)),
      /calibration: /,
    ],
    [
      'a residual too many',
      spoilt((it) => it.calibration.refinement.residuals.push(0)),
      /the result has \d+ residuals for \d+ quotes/,
    ],
    [
      'half a million notes that are none',
      spoilt((it) => (it.origin.notes = Array(500_000).fill(1))),
      /^The calibration: origin\.notes: /,
    ],
    ['a wrong time', spoilt((it) => (it.at = 'yesterday')), /at: must be a date and time/],
    ['a wrong id', spoilt((it) => (it.id = '../x')), /id: must be letters and digits/],
  ];
  test.each(cases)('%s', (_, text, message) => {
    expect(problemsOf(text)?.join('\n')).toMatch(message);
  });

  test('in every calibration that is damaged, by its place', () => {
    const file = JSON.parse(sessionText([item!, item!, item!]));
    file.calibrations[1].surface.spot = -1;
    file.calibrations[2] = 5;
    expect(problemsOf(JSON.stringify(file))).toEqual([
      'Calibration 2: surface: the spot must be more than 0.',
      'Calibration 3: is missing or of another kind.',
    ]);
  });
});

test('whatever the text, reading neither throws nor touches prototypes', () => {
  fc.assert(
    fc.property(fc.json(), fc.string(), (json, junk) => {
      readSession(`{"format":"levy-calibration","version":1,"calibrations":[${json}]}`);
      readSession(`{"format":"levy-calibration"${junk}`);
    }),
  );
  const hostile = sessionText([item!])
    .replace('"surface":{', '"surface":{"__proto__":{"spot":1},"constructor":{"x":1},')
    .replace('"origin":{', '"__proto__":{"pinned":true},"origin":{');
  const read = readSession(hostile);
  expect(read).toEqual({ ok: true, value: [item] });
  expect(({} as Record<string, unknown>).pinned).toBeUndefined();
});

test('lists within lists, 10,000 deep, are refused or dropped', () => {
  const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
  const objects = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
  const text = sessionText([item!]);
  expect(readSession(text.replace('"calibrations":', `"more":${objects},"calibrations":`))).toEqual(
    {
      ok: true,
      value: [item],
    },
  );
  expect(readSession(text.replace('"notes":', `"notes":${deep},"was":`))?.ok).toBe(false);
  expect(readSession(text.replace(/"spot":[^,]+/, `"spot":${objects}`))?.ok).toBe(false);
});

test('truncated anywhere, a file is refused or is none', () => {
  const text = sessionText([calibrated]);
  fc.assert(
    fc.property(fc.nat(text.length - 4), (length) => {
      const read = readSession(text.slice(0, length));
      expect(read?.ok ?? false).toBe(false);
    }),
  );
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sixCalls as surface } from '../../calibration/quotes/surface.fixture.ts';
import type { Surface } from '../../calibration/quotes/surface.ts';
import { findModel, models } from '../../levy/models.ts';
import { someOutcome } from '../exchange/outcome.fixture.ts';
import { anyItem } from '../exchange/saved-item.fixture.ts';
import type { Desk } from './desk.ts';
import { readDesk, writeDesk } from './desk-record.ts';
import type { Field } from './field.ts';
import { runSteps } from './run-steps.ts';
import { createSurfaceStore } from './surface-store.ts';
import { gridViews, plotViews } from './view-store.ts';

/** As IndexedDB gives it back. */
const stored = (desk: Desk, steps?: boolean) => structuredClone(writeDesk(desk, steps));
const read = (value: unknown) => runSteps(readDesk(value), Number.POSITIVE_INFINITY)!.value;

const [variance] = models;

function deskAfter(work: (store: ReturnType<typeof createSurfaceStore>) => void, from = surface) {
  const store = createSurfaceStore(from, { title: 'Index', notes: [] });
  work(store);
  const { past, document, future } = store.getState();
  return {
    ...{ past, document, future, answer: undefined, cancelled: false },
    model: variance!,
    settings: { by: 'vega' },
    view: { gridView: 'price', plotView: 'smile', maturity: 0 },
  } satisfies Desk;
}

function someAnswer() {
  const { calibration, settings } = someOutcome(surface);
  return { settings, calibrations: [calibration] };
}

const index = fc.integer({ min: -1, max: 3 });
const field: fc.Arbitrary<Field> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ row: index, column: index }, { noNullPrototype: true }) },
  fc.constantFrom('spot', 'rate', 'dividendYield' as const),
);
const text = fc.oneof(
  fc.constantFrom('none', '', '-0', '0', '12.5', '18 %', '1e-320', '1.7e308', '<b>', '=1+1'),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
);
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ field, text }) },
  fc.constantFrom('undo' as const, 'redo' as const),
  fc.record({ item: anyItem }),
);

const anyDesk: fc.Arbitrary<Desk> = fc
  .tuple(
    anyItem,
    fc.array(step, { maxLength: 12 }),
    fc.boolean(),
    fc.constantFrom(...gridViews),
    fc.constantFrom(...plotViews),
    fc.nat(5),
  )
  .map(([item, steps, cancelled, gridView, plotView, maturity]) => {
    const desk = deskAfter((store) => {
      const { edit, replace, undo, redo } = store.getState();
      for (const each of steps) {
        if (each === 'undo') undo();
        else if (each === 'redo') redo();
        else if ('item' in each) {
          const { surface: own, origin } = each.item;
          const { spot, rate, dividendYield } = own;
          replace(own, { ...origin, market: { spot, rate, dividendYield } });
        } else edit([[each.field, each.text]]);
      }
    }, item.surface);
    const { calibration, settings } = item;
    return {
      ...desk,
      ...{ cancelled, settings, view: { gridView, plotView, maturity } },
      model: findModel(item.model)!,
      answer: calibration && { surface: item.surface, settings, calibrations: [calibration] },
    };
  });

test('a desk comes back as it was, every number bit for bit', () => {
  fc.assert(
    fc.property(anyDesk, (desk) => {
      expect(read(stored(desk))).toEqual({ ok: true, value: desk });
    }),
    { numRuns: 300 },
  );
});

test('what stands at several steps is one object again, by which answers are known', () => {
  const desk = deskAfter((store) => {
    store.getState().edit([[{ row: 0, column: 0 }, 'none']]);
    store.getState().edit([[{ row: 1, column: 0 }, '7']]);
  });
  const back = read(stored({ ...desk, answer: undefined }));
  if (!back.ok) throw new Error('unreadable');
  const { past, document } = back.value;
  expect(past).toHaveLength(2);
  expect(past[0]?.surface).toBe(document.surface);
  expect(past[0]?.origin).toBe(document.origin);
  expect(document.drafts).toEqual(
    new Map([
      ['0:0', 'none'],
      ['1:0', '7'],
    ]),
  );
  expect(document.problems).toHaveLength(1);
});

test('two hundred edits of a large surface are written as what they change', () => {
  const side = Array.from({ length: 100 }, (_, i) => i + 50);
  const large = {
    ...surface,
    strikes: side,
    maturities: side,
    prices: side.flatMap(() => side.map((value) => value / 10)),
  };
  const desk = deskAfter((store) => {
    for (let i = 0; i < 250; i++) {
      store.getState().edit([[{ row: i % 100, column: i % 7 }, String(i + 0.5)]]);
    }
  }, large);
  const record = stored(desk);
  expect(JSON.stringify(record).length).toBeLessThan(4 * JSON.stringify(large).length);
  expect(read(record)).toEqual({ ok: true, value: desk });
});

test('of steps that are too many values together the nearest are kept', () => {
  const wide = (seed: number): Surface => {
    const strikes = Array.from({ length: 140 }, (_, i) => i + 1);
    const maturities = strikes.map((value) => value / 100);
    const prices = strikes.flatMap((strike) => maturities.map((at) => seed + strike + at));
    return { ...surface, strikes, maturities, prices };
  };
  const desk = deskAfter((store) => {
    for (let i = 1; i < 30; i++) store.getState().replace(wide(i), { title: `${i}`, notes: [] });
    store.getState().undo();
  });
  const back = read(stored(desk));
  if (!back.ok) throw new Error('unreadable');
  const { past, document, future } = back.value;
  expect(document).toEqual(desk.document);
  expect(past.length).toBeGreaterThan(1);
  expect(past.length).toBeLessThan(desk.past.length);
  expect(past).toEqual(desk.past.slice(-past.length));
  expect(future).toEqual([]);
});

test('without its steps a desk is its document', () => {
  const desk = deskAfter((store) => store.getState().edit([[{ row: 0, column: 0 }, '13.5']]));
  expect(read(stored(desk, false))).toEqual({ ok: true, value: { ...desk, past: [] } });
});

// biome-ignore lint/suspicious/noExplicitAny: what is spoilt has no type.
type Spoilt = any;

const tampered: ReadonlyArray<readonly [string, (record: Spoilt) => void]> = [
  ['another version', (record) => (record.version = 2)],
  ['no documents', (record) => (record.documents = [])],
  ['a place beyond the end', (record) => (record.at = 9)],
  ['a model of elsewhere', (record) => (record.model = '__proto__')],
  ['a view of elsewhere', (record) => (record.view.plotView = 'x')],
  ['a price that is a text', (record) => (record.surfaces[0].whole.prices[0] = '1')],
  ['strikes that fall', (record) => record.surfaces[0].whole.strikes.reverse()],
  ['a change of itself', (record) => (record.surfaces[1].in = 1)],
  ['a change of a cell that is not there', (record) => (record.surfaces[1].cells[0][0] = 99)],
  ['a change to no number', (record) => (record.surfaces[1].cells[0][1] = Number.NaN)],
  ['an ask below its bid', (record) => (record.surfaces[1].cells[0][3] = [2, 1])],
  ['a market without a spot', (record) => (record.surfaces[1].market = { rate: 0 })],
  ['a document of no surface', (record) => (record.documents[1].surface = 7)],
  ['a document of no origin', (record) => (record.documents[1].origin = -1)],
  ['drafts that are no texts', (record) => (record.documents[1].drafts = [['0:0', {}]])],
  ['a draft that is too long', (r) => (r.documents[1].drafts = [['0:0', 'x'.repeat(20_000)]])],
  ['too many steps', (record) => (record.documents = Array(5000).fill(record.documents[0]))],
];

const edited = () => deskAfter((store) => store.getState().edit([[{ row: 0, column: 0 }, '20.5']]));

test.each(tampered)('a desk with %s is refused in words', (_, spoil) => {
  const record: Spoilt = stored(edited());
  expect(read(record).ok).toBe(true);
  spoil(record);
  const result = read(record);
  expect(result.ok).toBe(false);
  expect(result.ok ? '' : result.problems[0]?.message).toMatch(/\.$/);
});

test.each<[string, (answer: Spoilt) => void]>([
  ['no surface', (answer) => (answer.surface = 50)],
  ['too few residuals', (answer) => answer.calibrations[0].refinement.residuals.pop()],
  ['no results', (answer) => (answer.calibrations = [])],
  ['parameters of no number', (answer) => (answer.calibrations[0].parameters[0] = '1e')],
  ['settings of elsewhere', (answer) => (answer.settings.by = 'luck')],
])('an answer of %s is left out, to be asked for again', (_, spoil) => {
  const answered: Desk = { ...edited(), answer: { surface, ...someAnswer() } };
  const record: Spoilt = stored(answered);
  expect(read(record)).toEqual({ ok: true, value: answered });
  spoil(record.answer);
  expect(read(record)).toEqual({ ok: true, value: { ...answered, answer: undefined } });
});

test('a damaged step hides those beyond it, and no others', () => {
  const desk = deskAfter((store) => {
    for (const price of ['13', '14', '15', '16', '17', '18']) {
      store.getState().edit([[{ row: 0, column: 0 }, price]]);
    }
    for (let i = 0; i < 3; i++) store.getState().undo();
  });
  const record: Spoilt = stored(desk);
  record.documents[1].origin = 9;
  record.documents[5].origin = 9;
  const { past, future } = desk;
  expect(read(record)).toEqual({
    ok: true,
    value: { ...desk, past: past.slice(2), future: future.slice(0, 1) },
  });
});

test('any other value is refused, and never throws', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(read(value).ok).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test('drafts that read as numbers by now become the surface', () => {
  const desk = deskAfter((store) => store.getState().edit([[{ row: 0, column: 0 }, 'none']]));
  const record: Spoilt = stored(desk);
  record.documents[1].drafts = [['0:0', '13.5']];
  const back = read(record);
  expect(back.ok && back.value.document.surface.prices[0]).toBe(13.5);
  expect(back.ok && back.value.document.drafts.size).toBe(0);
});

import * as z from 'zod/mini';
import type { Problem, Result, Surface } from '../../calibration/quotes/surface.ts';
import type { Calibration } from '../../calibration/service.ts';
import { findModel } from '../../levy/models.ts';
import { calibrationSchema, writeCalibration } from '../exchange/calibration-fields.ts';
import { finiteNumber, listOf } from '../exchange/exact-numbers.ts';
import {
  issueText,
  mismatch,
  modelSchema,
  originSchema,
  settingsSchema,
  writeOrigin,
  writeSettings,
} from '../exchange/saved-item.ts';
import type { Desk, DeskAnswer } from './desk.ts';
import { readSurfaces, surfaceList, weightAfter } from './desk-surfaces.ts';
import { defaultSettings, type FitSettings, sameSettings } from './fit-settings.ts';
import { type Origin, type SurfaceDocument, withDrafts } from './surface-document.ts';
import { gridViews, plotViews } from './view-store.ts';

/*
 * A desk as IndexedDB holds it. What is stored may be of another version of the page or of another
 * hand. Without the document nothing of it is read; a damaged step hides only those beyond it, and a
 * damaged answer is asked for again.
 */

const VERSION = 1;
/** Steps of undo are kept while their surfaces and drafts come to so many values together. */
const MOST_VALUES = 400_000;
const MOST_DRAFT = 10_000;
const MOST_LISTED = 1000;

const place = z.int().check(z.gte(0));
const list = z.array(z.unknown()).check(z.maxLength(MOST_LISTED));

const draftsSchema = listOf((item): readonly [string, string] | undefined => {
  if (!Array.isArray(item) || item.length !== 2) return undefined;
  const [key, text] = item as unknown[];
  return typeof key === 'string' && typeof text === 'string' && text.length <= MOST_DRAFT
    ? [key, text]
    : undefined;
}, 'drafts');

const documentSchema = z.object({ surface: place, origin: place, drafts: draftsSchema });

const deskOriginSchema = z.extend(originSchema, {
  market: z.exactOptional(
    z.object({ spot: finiteNumber, rate: finiteNumber, dividendYield: finiteNumber }),
  ),
});

const written = z.object({
  version: z.literal(VERSION),
  surfaces: list,
  origins: z.array(deskOriginSchema).check(z.maxLength(MOST_LISTED)),
  documents: z.array(documentSchema).check(z.maxLength(MOST_LISTED)),
  at: place,
  model: modelSchema,
  settings: settingsSchema,
  cancelled: z.boolean(),
  answer: z.exactOptional(z.unknown()),
  view: z.object({ gridView: z.enum(gridViews), plotView: z.enum(plotViews), maturity: place }),
});

const answerSchema = z.object({
  surface: place,
  settings: settingsSchema,
  calibrations: z.array(calibrationSchema).check(z.minLength(1), z.maxLength(20)),
});

type Surfaces = ReadonlyArray<Surface | undefined>;

/** What was written once is not made anew: a desk is written after each edit. */
const answers = new WeakMap<Calibration, object>();

/**
 * The desk as it is stored, as plain data.
 * @param steps whether to keep what can be undone and redone
 */
export function writeDesk(desk: Desk, steps = true): object {
  const { model, settings, cancelled, answer, view } = desk;
  const { documents, at } = steps ? keptSteps(desk) : { documents: [desk.document], at: 0 };
  const surfaces = surfaceList();
  const origins: Origin[] = [];
  const writtenDocuments = documents.map(({ surface, origin, drafts }, i) => {
    const known = origins.indexOf(origin);
    return {
      surface: surfaces.place(surface, documents[i - 1]?.surface),
      origin: known >= 0 ? known : origins.push(origin) - 1,
      drafts: Array.from(drafts, ([key, text]) => [key, text.slice(0, MOST_DRAFT)]),
    };
  });
  const writtenAnswer = answer && {
    surface: surfaces.place(answer.surface, desk.document.surface),
    settings: writeSettings(answer.settings),
    calibrations: answer.calibrations.map(answerOf),
  };
  return {
    version: VERSION,
    surfaces: surfaces.written,
    origins: origins.map((origin) => ({
      ...writeOrigin(origin),
      ...(origin.market && { market: { ...origin.market } }),
    })),
    documents: writtenDocuments,
    at,
    model: model.name,
    settings: writeSettings(settings),
    cancelled,
    ...(writtenAnswer && { answer: writtenAnswer }),
    view: { ...view },
  };
}

function answerOf(calibration: Calibration): object {
  const known = answers.get(calibration);
  if (known) return known;
  const made = writeCalibration(calibration);
  answers.set(calibration, made);
  return made;
}

/** The document with as many steps before it, then after it, as may be kept. */
function keptSteps({ past, document, future }: Desk) {
  const all = [...past, document, ...future];
  let from = past.length;
  let to = past.length;
  let left = MOST_VALUES - document.surface.prices.length - document.drafts.size;
  const takes = (a: SurfaceDocument | undefined, b: SurfaceDocument | undefined, size = 0) => {
    if (!a || !b) return false;
    left -= weightAfter(a.surface, b.surface) + size + 1;
    return left >= 0;
  };
  while (takes(all[from - 1], all[from], all[from - 1]?.drafts.size)) from--;
  while (takes(all[to], all[to + 1], all[to + 1]?.drafts.size)) to++;
  return { documents: all.slice(from, to + 1), at: past.length - from };
}

/** The desk that {@link writeDesk} wrote, in steps of a few milliseconds. */
export function* readDesk(stored: unknown): Generator<undefined, Result<Desk>> {
  const parsed = written.safeParse(stored);
  yield;
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    return damaged(first ? issueText(first) : 'it is damaged');
  }
  const { at, cancelled, view, settings, origins, answer } = parsed.data;
  const surfaces = yield* readSurfaces(parsed.data.surfaces);
  const documents: Array<SurfaceDocument | undefined> = [];
  for (const { surface: of, origin: from, drafts } of parsed.data.documents) {
    const surface = surfaces[of];
    const origin = origins[from];
    documents.push(surface && origin && documentOf(surface, origin, drafts));
    yield;
  }
  const document = documents[at];
  const model = findModel(parsed.data.model);
  if (!document || !model) return damaged('its surface is damaged');
  return {
    ok: true,
    value: {
      past: unbroken(documents.slice(0, at).reverse()).reverse(),
      document,
      future: unbroken(documents.slice(at + 1)),
      ...{ model, settings, cancelled, view },
      answer: readAnswer(answer, settings, surfaces),
    },
  };
}

function documentOf(
  surface: Surface,
  origin: Origin,
  drafts: ReadonlyArray<readonly [string, string]>,
): SurfaceDocument {
  return drafts.length === 0
    ? { surface, drafts: new Map(), problems: [], origin }
    : withDrafts({ surface, origin }, new Map(drafts));
}

/** Those before the first that is missing. */
function unbroken<T>(items: ReadonlyArray<T | undefined>): T[] {
  const there: T[] = [];
  for (const item of items) {
    if (item === undefined) break;
    there.push(item);
  }
  return there;
}

function readAnswer(stored: unknown, own: FitSettings, surfaces: Surfaces): DeskAnswer | undefined {
  const read = answerSchema.safeParse(stored).data;
  const surface = read && surfaces[read.surface];
  if (!surface) return undefined;
  const { calibrations, settings } = read;
  const isOfSurface = calibrations.every(
    (calibration) => mismatch({ model: calibration.model, surface, calibration }) === undefined,
  );
  return isOfSurface ? { surface, settings: asKnown(settings, own), calibrations } : undefined;
}

/** Of equal settings the same object: by that, answers to one question are known. */
function asKnown(settings: FitSettings, own: FitSettings): FitSettings {
  return [own, defaultSettings].find((known) => sameSettings(known, settings)) ?? settings;
}

function damaged(message: string): { readonly ok: false; readonly problems: readonly Problem[] } {
  return { ok: false, problems: [{ message: `The kept desk cannot be read: ${message}.` }] };
}

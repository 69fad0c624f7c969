import * as z from 'zod/mini';
import { quotedCells } from '../../calibration/quotes/surface.ts';
import { objectives } from '../../calibration/refine/objective.ts';
import { findModel } from '../../levy/models.ts';
import type { SavedItem } from '../state/saved-calibration.ts';
import { calibrationSchema, writeCalibration } from './calibration-fields.ts';
import { anyNumber, finiteNumber, writeNumber } from './exact-numbers.ts';
import { surfaceSchema, writeSurface } from './surface-fields.ts';

/** Longer names and titles are cut. */
const MOST_NAME = 200;
const MOST_NOTES = 100;
const MOST_NOTE = 2000;

const line = z.string().check(z.maxLength(MOST_NAME));

/** Any time that JavaScript can read, in the one form in which times are compared. */
const time = z.pipe(
  z.string().check(
    z.maxLength(40),
    z.refine((text: string) => !Number.isNaN(Date.parse(text)), 'must be a date and time'),
  ),
  z.transform((text: string) => new Date(text).toISOString()),
);

/** Where a surface came from. */
export const originSchema = z.object({
  title: line,
  notes: z.array(z.string().check(z.maxLength(MOST_NOTE))).check(z.maxLength(MOST_NOTES)),
});

/** The contract's name of a model known here. */
export const modelSchema = z
  .string()
  .check(z.refine((name: string) => findModel(name) !== undefined, 'is no model known here'));

/** How a surface is fitted. */
export const settingsSchema = z.object({
  by: z.enum([...objectives, 'network']),
  noise: z.exactOptional(
    anyNumber.check(z.refine((value: number) => value > 0, 'must be more than 0')),
  ),
});

const written = z.object({
  id: z.exactOptional(z.string().check(z.regex(/^[\w-]{1,64}$/, 'must be letters and digits'))),
  name: z.exactOptional(line),
  at: z.exactOptional(time),
  pinned: z.exactOptional(z.boolean()),
  rmse: z.exactOptional(finiteNumber),
  origin: originSchema,
  surface: surfaceSchema,
  model: modelSchema,
  settings: settingsSchema,
  calibration: z.exactOptional(calibrationSchema),
});

/** The schema of what {@link writeItem} wrote; unknown fields are dropped. */
export const itemSchema = z.pipe(
  written,
  z.transform((item, context): SavedItem => {
    const message = mismatch(item);
    if (message === undefined) return item;
    context.issues.push({ code: 'custom', input: item, message });
    return z.NEVER;
  }),
);

/** What of an item's result does not belong to its surface and model. */
export function mismatch({
  model,
  surface,
  calibration,
}: Pick<SavedItem, 'model' | 'surface' | 'calibration'>): string | undefined {
  if (!calibration) return undefined;
  if (calibration.model !== model) return `the result is of ${calibration.model}, not of ${model}`;
  const residuals = calibration.refinement?.residuals.length;
  const quotes = quotedCells(surface).length;
  return residuals === undefined || residuals === quotes
    ? undefined
    : `the result has ${residuals} residuals for ${quotes} quotes`;
}

/** The item as JSON can hold it, every number bit for bit. */
export function writeItem(item: SavedItem): object {
  const { id, name, at, pinned, rmse, origin, surface, model, settings, calibration } = item;
  return {
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name: name.slice(0, MOST_NAME) }),
    ...(at !== undefined && { at }),
    ...(pinned !== undefined && { pinned }),
    ...(rmse !== undefined && { rmse: writeNumber(rmse) }),
    origin: writeOrigin(origin),
    surface: writeSurface(surface),
    model,
    settings: writeSettings(settings),
    ...(calibration && { calibration: writeCalibration(calibration) }),
  };
}

/** An origin as {@link originSchema} reads it, cut where it is too long. */
export function writeOrigin({ title, notes }: SavedItem['origin']): object {
  return {
    title: title.slice(0, MOST_NAME),
    notes: notes.slice(0, MOST_NOTES).map((note) => note.slice(0, MOST_NOTE)),
  };
}

/** Settings as {@link settingsSchema} reads them. */
export function writeSettings({ by, noise }: SavedItem['settings']): object {
  return { by, ...(noise !== undefined && { noise: writeNumber(noise) }) };
}

/** What a schema refused, in words that follow a place: `surface: the strikes must increase`. */
export function issueText({ path, message }: z.core.$ZodIssue): string {
  const told = message.replace(/^Invalid input$/, 'is missing or of another kind');
  const place = path.filter((key) => typeof key !== 'number').join('.');
  return place === '' ? told : `${place}: ${told}`;
}

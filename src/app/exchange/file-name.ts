/** Longest part that a title gives to a file's name. */
const LONGEST = 48;

/** What a file holds, as its name says it. */
export interface FileSubject {
  /** The model's title; absent where the file is of no model. */
  readonly model?: string | undefined;
  /** Where the surface came from, as the screen says it. */
  readonly title: string;
  readonly date: Date;
  /** What else tells it from its neighbours: `residuals`. */
  readonly part?: string | undefined;
}

/**
 * `levy-variance-gamma-index-skew-2026-11-23.csv`: lower-case letters of ASCII, digits and hyphens
 * only, which every system takes. The date is that of the analyst's own clock.
 */
export function fileName({ model, title, date, part }: FileSubject, extension: string): string {
  const parts = ['levy', model, plainTitle(title), part].map((text) => slug(text ?? ''));
  return `${[...parts, isoDate(date)].filter((text) => text !== '').join('-')}.${extension}`;
}

/** A surface's title without what the screen says around it: `Sample: Index skew (synthetic)`. */
export function plainTitle(title: string): string {
  return title
    .replace(/^Sample: (.*) \(synthetic\)$/, '$1')
    .replace(/\.(?:csv|tsv|txt|json)$/i, '')
    .trim();
}

/** The analyst's own date, as ISO writes it. */
export function isoDate(date: Date): string {
  const local = new Date(date.getTime() - 60_000 * date.getTimezoneOffset());
  return local.toISOString().slice(0, 10);
}

function slug(text: string): string {
  const letters = text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase();
  const words = letters.replace(/[^a-z0-9]+/g, '-').slice(0, LONGEST);
  return words.replace(/^-+|-+$/g, '');
}

import type { DecimalMark } from './number-format.ts';

/** What separates the cells of a line; a space stands for one or more. */
export type Delimiter = '\t' | ';' | ',' | '|' | ' ';

/** Which headers a grid has: a row above the prices, a column beside them. */
export type Headers = 'both' | 'row' | 'column' | 'none';

/** What the cells of a grid hold: prices, or volatilities in % or as a fraction. */
export type ValueKind = 'price' | 'percent' | 'fraction';

export type MaturityUnit = 'years' | 'months' | 'days' | 'dates';

export type DateOrder = 'day-first' | 'month-first';

/** How a table is read. Each choice that is given is forced; the others follow from the text. */
export interface ReadingOptions {
  readonly delimiter?: Delimiter;
  /** The decimal mark; with a comma, points or spaces separate thousands. */
  readonly numbers?: DecimalMark;
  /** Whether strikes run down the table, or across it. */
  readonly strikes?: 'down' | 'across';
  readonly headers?: Headers;
  readonly values?: ValueKind;
  readonly maturities?: MaturityUnit;
  readonly dates?: DateOrder;
}

/** What a text may leave open. */
export type Doubtful = Exclude<keyof ReadingOptions, 'delimiter' | 'headers'>;

/** What could be read in more than one way, where nothing in the text decides. */
export interface Doubt {
  readonly about: Doubtful;
  /** In the analyst's words, ending in a question. */
  readonly question: string;
  /** The likelier answer, where there is one. */
  readonly proposed?: ReadingOptions;
  /** The answers to choose among, as far as they tell this doubt from others. */
  readonly between: string;
}

/** A start of the text as it was split, to hold the reading against. */
export interface TextPreview {
  readonly rows: ReadonlyArray<{
    /** Row of the file, from 1. */
    readonly number: number;
    readonly cells: readonly string[];
    /** Above or below the table, and no part of it. */
    readonly aside: boolean;
  }>;
  /** Row of the file that is a header, and column of `cells`, counted from 0. */
  readonly headerRow?: number;
  readonly headerColumn?: number;
  /** Of the whole text. */
  readonly rowCount: number;
  readonly columnCount: number;
}

/** How a table was read: all that the analyst can see and change. */
export interface TableReading {
  readonly kind: 'grid' | 'list';
  /** Each choice as it was taken; one that is open, or has no meaning here, is absent. */
  readonly decided: ReadingOptions;
  readonly doubts: readonly Doubt[];
  readonly preview: TextPreview;
  /** What tables of one make have in common: delimiter, rows and columns, headers. */
  readonly shape: string;
}

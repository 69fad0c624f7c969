import { type ColumnRole, MARKET_NAMES, roleOf } from './column-names.ts';

interface Row {
  readonly cells: readonly string[];
}

/** Where the columns of a list are. */
export interface QuoteColumns {
  /** Rows above the first quote, the header included. */
  readonly headerRows: number;
  readonly columns: ReadonlyMap<ColumnRole, number>;
  /** The column as its header names it. */
  readonly nameOf: (role: ColumnRole) => string;
  /** Columns that would tell a price too, but less well. */
  readonly ignored: readonly string[];
  /** A role that two columns claim. */
  readonly doubled?: string;
}

/** Rank from which on a price may be older than bid and ask beside it. */
const STALE = 3;

const HEADER_ROWS = 40;
const MOST_COLUMNS = 200;
const MARKET: ReadonlySet<string> = new Set(MARKET_NAMES);

/** The columns of a list of quotes, one a row, found by its header; undefined where there is none. */
export function quoteColumns(rows: readonly Row[]): QuoteColumns | undefined {
  const header = rows.slice(0, HEADER_ROWS).findIndex(({ cells }) => isHeader(cells));
  const cells = rows[header]?.cells;
  if (cells === undefined) return undefined;
  const found = cells.map(roleOf);
  const strikeAt = found.findIndex((entry) => entry?.role === 'strike');
  const twice = (['bid', 'ask'] as const).some(
    (side) => found.filter((entry) => entry?.role === side).length === 2,
  );
  const roles = found.map((entry, i) => {
    if (!entry || !twice) return entry;
    // Bids left and right of the strikes are of calls and puts; what names a side is its heading.
    if (entry.role === 'call price' || entry.role === 'put price') return undefined;
    return { ...entry, role: sidedRole(entry.role, i < strikeAt) };
  });
  const { columns, ignored, doubled } = claimColumns(roles, cells);
  const nameOf = (role: ColumnRole) => cells[columns.get(role) ?? -1] ?? role;
  return {
    headerRows: header + 1,
    columns,
    nameOf,
    ignored,
    ...(doubled !== undefined && { doubled }),
  };
}

/** One column for each role: of prices the best, and none that is older than bid and ask beside it. */
function claimColumns(
  roles: ReadonlyArray<ReturnType<typeof roleOf>>,
  names: readonly string[],
): { columns: Map<ColumnRole, number>; ignored: string[]; doubled: string | undefined } {
  const columns = new Map<ColumnRole, number>();
  const rankOf = (column: number | undefined) => roles[column ?? -1]?.rank ?? 0;
  const ignored: string[] = [];
  let doubled: string | undefined;
  for (const [i, entry] of roles.entries()) {
    if (!entry) continue;
    const before = columns.get(entry.role);
    const isBetter = before === undefined || entry.rank < rankOf(before);
    if (before !== undefined && entry.rank !== rankOf(before)) {
      ignored.push(names[isBetter ? before : i] ?? '');
    } else if (before !== undefined && entry.role !== 'volatility' && !MARKET.has(entry.role)) {
      doubled ??= names[i] ?? '';
    }
    if (isBetter) columns.set(entry.role, i);
  }
  for (const side of ['', 'call ', 'put '] as const) {
    const price = columns.get(`${side}price`);
    const hasSides = columns.has(`${side}bid`) && columns.has(`${side}ask`);
    if (price === undefined || !hasSides || rankOf(price) < STALE) continue;
    ignored.push(names[price] ?? '');
    columns.delete(`${side}price`);
  }
  return { columns, ignored, doubled };
}

function sidedRole(role: ColumnRole, isCall: boolean): ColumnRole {
  if (role !== 'bid' && role !== 'ask' && role !== 'price') return role;
  return isCall ? `call ${role}` : `put ${role}`;
}

/** A strike and what it costs, or three columns of a list: no grid of prices has such a row. */
function isHeader(cells: readonly string[]): boolean {
  if (cells.length > MOST_COLUMNS) return false;
  const roles = cells
    .flatMap((cell) => roleOf(cell)?.role ?? [])
    .filter((role) => !MARKET.has(role));
  const isPriced = roles.some((role) => role === 'volatility' || /(?:price|bid|ask)$/.test(role));
  const distinct = new Set(roles).size;
  return (roles.includes('strike') && isPriced) || distinct >= 3;
}

/** Height of a row in px; the style sheet has the same. */
export const ROW_HEIGHT = 26;
/** Rows drawn beyond what is in view, on either side. */
const BEYOND = 8;
/** Browsers lay out nothing that is much taller: of more rows a pixel scrolls by several. */
const TALLEST = 8_000_000;

/** Height of all rows as it is scrolled through, in px. */
export function scrolledHeight(rows: number): number {
  return Math.min(rows * ROW_HEIGHT, TALLEST);
}

/** What is drawn of a long list, and where. */
export interface DrawnRows {
  readonly first: number;
  readonly end: number;
  /** Where the first of them stands, in px of what is scrolled. */
  readonly top: number;
}

/** @param view height of what is seen of the rows, in px */
export function drawnRows(rows: number, scrollTop: number, view: number): DrawnRows {
  const inView = firstInView(rows, scrollTop, view);
  const first = Math.max(Math.floor(inView) - BEYOND, 0);
  const end = Math.min(Math.ceil(inView + view / ROW_HEIGHT) + BEYOND, rows);
  return { first, end, top: scrollTop - (inView - first) * ROW_HEIGHT };
}

/** The scroll position that shows a row, nearest to where it is. */
export function scrollTo(row: number, rows: number, scrollTop: number, view: number): number {
  const inView = firstInView(rows, scrollTop, view);
  const fit = view / ROW_HEIGHT;
  if (row >= inView && row + 1 <= inView + fit) return scrollTop;
  const first = row < inView ? row : row + 1 - fit;
  return first * scale(rows, view);
}

/** The row at the upper edge, with the part of it that is out of view. */
function firstInView(rows: number, scrollTop: number, view: number): number {
  const most = Math.max(rows - view / ROW_HEIGHT, 0);
  return Math.min(scrollTop / scale(rows, view), most);
}

/** Px that are scrolled for a row. */
function scale(rows: number, view: number): number {
  const most = rows - view / ROW_HEIGHT;
  return most > 0 ? (scrolledHeight(rows) - view) / most : ROW_HEIGHT;
}

/** What files of other programs begin with, as characters of one byte each, and what to do with them. */
const SIGNATURES: ReadonlyArray<readonly [start: string, message: string]> = [
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', workbook('an old Excel workbook (.xls)')],
  ['%PDF', other('a PDF document')],
  ['\x89PNG', other('a picture')],
  ['\xff\xd8\xff', other('a picture')],
  ['GIF8', other('a picture')],
  ['II*\0', other('a picture')],
  ['MM\0*', other('a picture')],
  ['RIFF', other('a picture or a recording')],
  ['PAR1', other('a Parquet file')],
  ['ARROW1', other('an Arrow file')],
  ['\x89HDF', other('an HDF5 file')],
  ['SQLite format 3\0', other('a database')],
  ['{\\rtf', other('a text document (.rtf)')],
  ['MZ', 'This is a program, not a table of prices.'],
  ['\x7fELF', 'This is a program, not a table of prices.'],
  ['\x1f\x8b', archive('a compressed file (.gz)')],
  ['BZh', archive('a compressed file (.bz2)')],
  ['\xfd7zXZ', archive('a compressed file (.xz)')],
  ['\x28\xb5\x2f\xfd', archive('a compressed file (.zst)')],
  ['7z\xbc\xaf\x27\x1c', archive('a 7-Zip archive')],
  ['Rar!', archive('a RAR archive')],
];

const ZIP = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'];
/** Names of entries, or the type that an archive of OpenDocument says first. */
const ZIPPED: ReadonlyArray<readonly [RegExp, string]> = [
  [/xl\/|opendocument\.spreadsheet|Index\/Document\.iwa/, workbook('an Excel workbook')],
  [/word\/|opendocument\.text/, other('a text document')],
  [/ppt\/|opendocument\.presentation/, other('a presentation')],
];
const WORKBOOK_NAME = /\.(?:xlsx?|xlsm|xlsb|ods|numbers)$/i;

/** How much of a file tells its kind: the first names in an archive stand there, too. */
export const HEAD_BYTES = 4096;

/**
 * What a file is and what to do, where its first bytes are those of another program's: a workbook, an
 * archive, a picture. Undefined where they may be text.
 */
export function foreignKind(head: Uint8Array, fileName: string): string | undefined {
  const start = Array.from(head, (byte) => String.fromCharCode(byte)).join('');
  if (ZIP.some((signature) => start.startsWith(signature))) {
    const known = ZIPPED.find(([inside]) => inside.test(start));
    if (known) return known[1];
    return WORKBOOK_NAME.test(fileName) ? workbook('an Excel workbook') : archive('a ZIP archive');
  }
  return SIGNATURES.find(([signature]) => start.startsWith(signature))?.[1];
}

function workbook(what: string): string {
  return `This is ${what}, not text. Save the sheet as CSV, or copy the cells in the spreadsheet and paste them here.`;
}

function archive(what: string): string {
  return `This is ${what}. Unpack it and open the table of prices in it.`;
}

function other(what: string): string {
  return `This is ${what}, not a table of text. Copy the table where it can be marked and paste it here, or save it as CSV.`;
}

import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { writtenSurface } from '../../../src/app/features/import/fuzz.fixture.ts';
import { importSurface } from '../../../src/app/features/import/import-surface.ts';
import type { ReadSurface } from '../../../src/app/features/import/reader.ts';
import { importFile, pasteText } from '../../../src/app/paste.ts';
import { bytesOf, letters } from '../bytes.ts';
import { createDesk, judged } from '../desk.ts';
import { junk, mutated } from '../mutate.ts';
import type { Random } from '../random.ts';
import type { Target } from '../target.ts';

/** Text pasted, into the grid too, and files of bytes in any encoding. */

const folder = new URL('../../../e2e/fixtures/surfaces/', import.meta.url);
const files = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
const written = fc.sample(writtenSurface, { numRuns: 200, seed: 1 }).map(({ text }) => text);
const blocks = ['12.5', '1,5\t2\n3\t4', '10 %\t11 %', '\t\n7\t', '1.234', '95\n100\n105'];
const valid = [...files, ...written];

const encodings: ReadonlyArray<(text: string) => string> = [
  (text) => letters(Buffer.from(text, 'utf8')),
  (text) => letters(Buffer.from(`\ufeff${text}`, 'utf8')),
  (text) => letters(Buffer.from(text, 'utf16le')),
  (text) => letters(Buffer.from(`\ufeff${text}`, 'utf16le')),
  (text) => letters(Buffer.from(`\ufeff${text}`, 'utf16le').swap16()),
  (text) => letters(Buffer.from(text, 'latin1')),
];

const read: ReadSurface = async (text, context, _, options) =>
  importSurface(text, context, options);
const desk = await createDesk();

export const parserTarget: Target = {
  name: 'parser',
  draw: (random) => {
    const { pick, below } = random;
    const way = pick(['paste', 'paste', 'grid', 'file']);
    if (below(10) === 0) return { way, data: junk(random) };
    if (way === 'file') {
      const bytes = pick(encodings)(pick(valid));
      return { way, data: mutated(bytes, random, bytes) };
    }
    return { way, data: spoilt(way === 'grid' ? blocks : valid, random) };
  },
  meet: ({ way, data }) =>
    judged(desk, () => {
      if (way === 'file') return importFile(desk, new File([bytesOf(data)], 'prices.csv'), read);
      return pasteText(desk, data, way === 'grid' ? { row: 3, column: 2 } : undefined, read);
    }),
};

function spoilt(texts: readonly string[], random: Random): string {
  return mutated(random.pick(texts), random, random.pick(texts));
}

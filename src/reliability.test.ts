import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('..', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

const rows = [...read('docs/reliability.md').matchAll(/\| `([\w-]+\.spec\.ts)`: (.+?) \|$/gm)].map(
  ([, file, title]) => ({ file: file as string, title: title as string }),
);

/** The details of a test, with its tag, follow its title. */
const TAG = /,\s*(?:fault|\{\s*tag: '@fault',?\s*\}),/;

/** How a title stands in the code: with what a loop puts into it. */
function pattern(title: string): RegExp {
  const words = title.split(' ').map((word) => `(?:${word.replace(/\W/g, '\\$&')}|\\$\\{\\w+\\})`);
  return new RegExp(`test\\(\\s*['\`]${words.join(' ')}['\`]${TAG.source}`);
}

test('every fault of the table has a test that is run as one', () => {
  expect(rows.length).toBeGreaterThan(20);
  for (const { file, title } of rows) expect(read(`e2e/${file}`), title).toMatch(pattern(title));
});

test('every test of a fault stands in the table', () => {
  const tagged = readdirSync(new URL('e2e', root))
    .filter((file) => file.endsWith('.spec.ts'))
    .map((file) => {
      const found = read(`e2e/${file}`).match(new RegExp(TAG, 'g')) ?? [];
      return { file, count: found.length };
    });
  for (const { file, count } of tagged) {
    const titles = rows.filter((row) => row.file === file).map(({ title }) => title);
    const tests = titles.map((title) => pattern(title).exec(read(`e2e/${file}`))?.index);
    expect(new Set(tests).size, file).toBe(count);
  }
});

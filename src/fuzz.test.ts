import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { mutated } from '../scripts/fuzz/mutate.ts';
import { targets as planted } from '../scripts/fuzz/planted.fixture.ts';
import { createRandom } from '../scripts/fuzz/random.ts';
import { watch } from '../scripts/fuzz/watch.ts';

const module = new URL('../scripts/fuzz/planted.fixture.ts', import.meta.url).href;

function watched(name: string, inputs: number, hangMs = 20_000) {
  return watch(planted.find((target) => target.name === name)!, {
    inputs,
    seed: 7,
    module,
    hangMs,
  });
}

test('hostile inputs to parser, contract, share link and stored data: no findings', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['scripts/fuzz.ts', '--inputs', '2000', '--seed', '11'],
    { cwd: new URL('..', import.meta.url), encoding: 'utf8' },
  );
  expect([status, stderr]).toEqual([0, '']);
  const rows = stdout.split('\n').filter((line) => /^\| [a-z]+ \| \d/.test(line));
  expect(rows.map((row) => row.split(' | ').slice(0, 2).join())).toEqual([
    '| parser,500',
    '| contract,500',
    '| link,500',
    '| stored,500',
  ]);
  // What is only ever refused tries nothing but the first check.
  for (const row of rows) expect(Number(row.split(' | ')[2])).toBeGreaterThan(5);
});

test('sound inputs are counted, and the same seed draws the same', async () => {
  const [one, two] = await Promise.all([watched('sound', 300), watched('sound', 300)]);
  expect(one.findings).toEqual([]);
  expect(one.accepted + one.refused).toBe(300);
  expect(one.accepted).toBe(two.accepted);
});

test.each([
  ['throws', 3, /TypeError: planted/],
  ['hangs', 2, /It ran for 700 ms, and goes on/],
  ['waits', 2, /The worker ended|It ran for 700 ms/],
  ['ends', 2, /The worker ended with 3/],
])('a target that %s is found, at its input', async (name, index, error) => {
  const { findings } = await watched(name, index + 2, name === 'throws' ? 20_000 : 700);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ target: name, seed: 7, index });
  expect(findings[0]?.error).toMatch(error);
});

test('a rejection that nobody awaits is found', async () => {
  const { findings } = await watched('strays', 60);
  expect(findings.map(({ error }) => error)).toEqual([expect.stringMatching(/planted/)]);
});

test('a valid text is spoilt in the same way by the same seed, and stays within bounds', () => {
  const text = 'K\t0.5\t1\n90\t12\t13\n';
  const spoilt = (seed: number) => mutated(text, createRandom(seed), text);
  const all = Array.from({ length: 300 }, (_, seed) => spoilt(seed));
  expect(all).toEqual(Array.from({ length: 300 }, (_, seed) => spoilt(seed)));
  expect(new Set(all).size).toBeGreaterThan(250);
  expect(Math.max(...all.map(({ length }) => length))).toBeLessThanOrEqual(200_000);
});

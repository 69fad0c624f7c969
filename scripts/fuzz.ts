/**
 * Brings hostile inputs to all that reads what others wrote: pasted text and files, requests of the
 * contract, share links, stored data. A crash, a hang of over a second, or a refusal that changes
 * anything is a finding; each is saved as a file, and the command then fails.
 * Usage: npm run fuzz -- [--inputs 100000] [--seed 7] [--only parser,contract,link,stored]
 *   [--replay <file of a finding>]
 */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { targets } from './fuzz/targets.ts';
import { type Finding, type TargetResult, watch } from './fuzz/watch.ts';

const { values: options } = parseArgs({
  options: {
    inputs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '7' },
    only: { type: 'string' },
    replay: { type: 'string' },
  },
});
const names = targets.map(({ name }) => name);

if (options.replay !== undefined) {
  const finding = JSON.parse(readFileSync(options.replay, 'utf8')) as Finding;
  const verdict = await targets.find(({ name }) => name === finding.target)?.meet(finding);
  console.log(`${finding.target} ${finding.way}: ${verdict}`);
  process.exit(0);
}
const chosen = options.only?.split(',') ?? names;
const [inputs, seed] = [Number(options.inputs), Number(options.seed)];
if (
  !(inputs >= chosen.length) ||
  !Number.isInteger(seed) ||
  chosen.some((name) => !names.includes(name))
) {
  console.error(`--inputs and --seed are whole numbers; --only lists some of ${names.join(', ')}.`);
  process.exit(2);
}

const share = Math.ceil(inputs / chosen.length);
const watched = targets.filter(({ name }) => chosen.includes(name));
// Two at a time: each is a worker of its own.
const results: TargetResult[] = [];
const waiting = [...watched];
await Promise.all(
  Array.from({ length: 2 }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      results.push(await watch(next, { inputs: share, seed }));
    }
  }),
);
results.sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));

console.log('| target | inputs | accepted | refused | slowest, ms | inputs/s | findings |');
console.log('|---|---:|---:|---:|---:|---:|---:|');
for (const { name, inputs: count, accepted, refused, slowest, took, findings } of results) {
  const rate = Math.round((1000 * count) / took);
  console.log(
    `| ${[name, count, accepted, refused, slowest.toFixed(0), rate, findings.length].join(' | ')} |`,
  );
}
const findings = results.flatMap((result) => result.findings);
const total = results.reduce((sum, result) => sum + result.inputs, 0);
console.log(`${total} inputs from seed ${seed}, ${findings.length} findings.`);
if (findings.length > 0) {
  const folder = mkdtempSync(join(tmpdir(), 'levy-fuzz-'));
  for (const [i, finding] of findings.entries()) {
    const file = join(folder, `${finding.target}-${i}.json`);
    writeFileSync(file, JSON.stringify(finding, null, 1));
    console.error(`\n${finding.target}, ${finding.way}, input ${finding.index}: ${file}`);
    console.error(finding.error);
  }
  process.exit(1);
}

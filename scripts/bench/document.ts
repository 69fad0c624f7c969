import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { type Report, reportMarkdown } from './report.ts';

const PAGE = new URL('../../docs/performance.md', import.meta.url);

const HEAD = `# Performance

Written by \`npm run bench\`, which prints the same: do not edit. \`npm run bench -- --only <part>
--write\` measures one part anew and leaves the others. Each row is beside a baseline of the same run
where there is one. With fewer than a hundred runs the 99 % is the slowest. Times depend on the machine,
which other work may share, and no test holds them; bytes and allocations are held by \`npm test\`.`;

/** The machine in words. */
export function machine(): string {
  const processors = cpus();
  return `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}`;
}

/** Writes the page with these reports; those of other parts stay as they are. */
export async function writePage(reports: readonly Report[], order: readonly string[]) {
  const sections = new Map<string, string>();
  const before = await readFile(PAGE, 'utf8').catch(() => '');
  for (const section of before.trimEnd().split(/\n\n(?=<!-- \S+ -->\n)/)) {
    const [, part] = /^<!-- (\S+) -->/.exec(section) ?? [];
    if (part) sections.set(part, section);
  }
  const when = `${new Date().toISOString().slice(0, 10)}, ${machine()}`;
  for (const report of reports) {
    sections.set(report.part, `<!-- ${report.part} -->\n${reportMarkdown(report, when)}`);
  }
  const kept = order.flatMap((part) => sections.get(part) ?? []);
  await writeFile(PAGE, `${[HEAD, ...kept].join('\n\n')}\n`);
}

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const SRC = import.meta.dirname;

/** The layers, each with those whose modules it may import besides its own. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  levy: [],
  network: ['levy'],
  training: ['levy', 'network', 'calibration'],
  calibration: ['levy', 'network'],
  api: ['levy', 'network', 'calibration'],
  app: ['levy', 'network', 'calibration', 'api'],
  server: ['levy', 'network', 'calibration', 'api'],
  docs: ['api', 'app'],
};

/** Layers that must run anywhere: no package and no platform. */
const PURE = ['levy'];

interface Import {
  readonly file: string;
  readonly layer: string;
  readonly target: string;
}

const imports: Import[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|testing/.test(file) && /[\\/]/.test(file))
  .flatMap((file) => {
    const text = readFileSync(join(SRC, file), 'utf8');
    const found = text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g);
    const layer = file.split(/[\\/]/)[0] as string;
    return [...found].map(([, target]) => ({ file, layer, target: target as string }));
  });

test('imports point one way: app → api → calibration → network → levy', () => {
  const crossings = imports.filter(({ file, layer, target }) => {
    if (!target.startsWith('.')) return false;
    const path = relative(SRC, resolve(SRC, file, '..', target));
    const other = path.split(/[\\/]/)[0] as string;
    return other !== layer && !(allowed[layer] ?? []).includes(other);
  });
  expect(imports.length).toBeGreaterThan(100);
  expect(crossings).toEqual([]);
});

test('the mathematics imports no package', () => {
  const packages = imports.filter(
    ({ layer, target }) => PURE.includes(layer) && !target.startsWith('.'),
  );
  expect(packages).toEqual([]);
});

test('no module is imported by way of an index', () => {
  expect(imports.filter(({ target }) => /\/index(\.tsx?)?$/.test(target))).toEqual([]);
});

test('features meet in the app, not in each other', () => {
  const feature = (path: string) => /^app[\\/]features[\\/]([^\\/]+)/.exec(path)?.[1];
  const crossings = imports.filter(({ file, target }) => {
    const from = feature(file);
    const other = feature(relative(SRC, resolve(SRC, file, '..', target)));
    return target.startsWith('.') && from !== undefined && other !== undefined && other !== from;
  });
  expect(crossings).toEqual([]);
});

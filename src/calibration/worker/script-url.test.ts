import { afterEach, expect, it, vi } from 'vitest';
import { ownScriptUrl } from './script-url.ts';

const page = 'https://desk.example.com/levy/?backend=wasm#x';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

it('lets scripts under the page through, as whole URLs', () => {
  const worker = 'https://desk.example.com/levy/assets/calibration.worker-1.js';
  expect(ownScriptUrl(worker, page)).toBe(worker);
  expect(ownScriptUrl('assets/calibration.worker-1.js', page)).toBe(worker);
  expect(ownScriptUrl('sw.js', 'http://localhost:8000/docs')).toBe('http://localhost:8000/sw.js');
});

it.each([
  'https://evil.example.com/levy/sw.js',
  '//evil.example.com/levy/sw.js',
  'https://desk.example.com.evil.example.com/levy/sw.js',
  'https://desk.example.com:444/levy/sw.js',
  'http://desk.example.com/levy/sw.js',
  'https://desk.example.com/elsewhere/sw.js',
  'https://desk.example.com/levy.js',
  '../sw.js',
  '/sw.js',
  'assets/../../sw.js',
  'assets/%2e%2e/%2e%2e/sw.js',
  '\\\\evil.example.com\\levy\\sw.js',
  'data:text/javascript,alert(1)',
  'blob:https://desk.example.com/6f7c',
  'javascript:alert(1)',
])('lets nothing else through: %s', (url) => {
  expect(() => ownScriptUrl(url, page)).toThrow(TypeError);
});

it('asks the browser’s policy where there is one, and checks where there is none', async () => {
  vi.stubGlobal('document', { baseURI: page });
  const without = await import('./script-url.ts');
  expect(without.scriptUrl('sw.js')).toBe('https://desk.example.com/levy/sw.js');
  expect(() => without.scriptUrl('/sw.js')).toThrow(TypeError);

  vi.resetModules();
  const names: string[] = [];
  vi.stubGlobal('trustedTypes', {
    createPolicy(name: string, { createScriptURL }: { createScriptURL: (url: string) => string }) {
      names.push(name);
      return { createScriptURL: (url: string) => `trusted ${createScriptURL(url)}` };
    },
  });
  const { scriptPolicy, scriptUrl } = await import('./script-url.ts');
  expect(scriptUrl('sw.js')).toBe('trusted https://desk.example.com/levy/sw.js');
  expect(() => scriptUrl('/sw.js')).toThrow(TypeError);
  expect(names).toEqual([scriptPolicy]);
});

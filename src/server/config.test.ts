import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const files = mkdtempSync(join(tmpdir(), 'build-'));
afterAll(() => rmSync(files, { recursive: true }));

/** With a folder of networks that exists, since the default is that of the build. */
function read(environment: Record<string, string | undefined>) {
  return readConfig({ MODEL_PATH: files, ...environment }, files);
}

function problems(environment: Record<string, string | undefined>) {
  const result = read(environment);
  return result.ok ? [] : result.problems;
}

describe('the configuration', () => {
  it('has a default for everything, also where a variable is empty', () => {
    const config = {
      host: 'localhost',
      port: 8000,
      defaultModel: 'VarianceGamma',
      networks: files,
      logLevel: 'info',
      corsOrigins: [],
      apiOrigins: [],
      token: undefined,
      rateLimit: undefined,
    };
    expect(read({ PATH: '/bin' })).toEqual({ ok: true, config });
    expect(read({ HOST: '', PORT: ' ', API_TOKEN: '', RATE_LIMIT: '' })).toEqual({
      ok: true,
      config,
    });
  });

  it('takes what is fit', () => {
    const given = {
      HOST: '::1',
      PORT: '0',
      DEFAULT_MODEL: 'CGMY',
      LOG_LEVEL: 'silent',
      CORS_ORIGINS: 'https://desk.example.com, http://localhost:5173/ *',
      API_ORIGINS: 'https://api.example.com:8443',
      API_TOKEN: 'sixteen-letters.',
      RATE_LIMIT: '60',
    };
    expect(read(given)).toEqual({
      ok: true,
      config: {
        host: '::1',
        port: 0,
        defaultModel: 'CGMY',
        networks: files,
        logLevel: 'silent',
        corsOrigins: ['*', 'https://desk.example.com', 'http://localhost:5173'],
        apiOrigins: ['https://api.example.com:8443'],
        token: 'sixteen-letters.',
        rateLimit: 60,
      },
    });
  });

  it.each([
    ['HOST', '[::1]'],
    ['HOST', 'localhost:8000'],
    ['HOST', 'http://localhost'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '0x1F90'],
    ['PORT', '8e3'],
    ['PORT', '80.5'],
    ['DEFAULT_MODEL', 'cgmy'],
    ['MODEL_PATH', join(files, 'elsewhere')],
    ['MODEL_PATH', import.meta.filename],
    ['LOG_LEVEL', 'INFO'],
    ['CORS_ORIGINS', 'https://desk.example.com/app'],
    ['CORS_ORIGINS', 'null'],
    ['CORS_ORIGINS', 'ftp://desk.example.com'],
    ['API_ORIGINS', '*'],
    ['API_ORIGINS', 'https://user@desk.example.com'],
    ['RATE_LIMIT', '0'],
    ['RATE_LIMIT', 'many'],
  ])('refuses %s=%s, and says so in a sentence', (name, value) => {
    const found = problems({ [name]: value });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${name} “.*” (should|is no|has) .*\\.$`));
    expect(found[0]).toContain(value);
  });

  it.each(['short', 'sixteen letters and a space', 'sixteen-letters-é-and-more'])(
    'refuses the token %s without showing it',
    (token) => {
      const [problem = ''] = problems({ API_TOKEN: token });
      expect(problem).toMatch(/^API_TOKEN should have 16 letters/);
      expect(problem).not.toContain(token);
    },
  );

  it('says all that is wrong at once', () => {
    const found = problems({ PORT: 'x', DEFAULT_MODEL: 'x', RATE_LIMIT: 'x', API_TOKEN: 'x' });
    expect(found.map((problem) => problem.split(' ')[0])).toEqual([
      'PORT',
      'DEFAULT_MODEL',
      'API_TOKEN',
      'RATE_LIMIT',
    ]);
  });
});

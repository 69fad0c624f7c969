import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readScenario,
  type Scenario,
  scenarioFetch,
  scenarioHeader,
  scenarioInAddress,
  scenarioNames,
  scenarioOf,
  scenarioText,
} from './scenario.ts';

describe('a page’s address', () => {
  it.each<[string, Partial<Scenario>]>([
    ['?scenario=degraded', { name: 'degraded' }],
    ['?scenario=slow', { name: 'slow', delay: 2000 }],
    ['?scenario=slow&delay=3000', { name: 'slow', delay: 3000 }],
    ['?delay=0&scenario=slow', { name: 'slow', delay: 0 }],
    ['?scenario=slow&delay=999999', { name: 'slow', delay: 60_000 }],
    ['?scenario=flaky&seed=7', { name: 'flaky', seed: 7, count: 0 }],
  ])('%s', (search, scenario) => {
    expect(scenarioInAddress(search)).toEqual({ scenario: { ...scenarioOf('slow'), ...scenario } });
  });

  it.each(['-5', 'x', '', '1.5', 'NaN', 'Infinity', '1e9', '0x10', ' ', '9'.repeat(400)])(
    'takes the usual delay for %j',
    (delay) => {
      const search = `?${new URLSearchParams({ scenario: 'slow', delay })}`;
      expect(scenarioInAddress(search)).toEqual({ scenario: scenarioOf('slow') });
    },
  );

  it('says which there are where it asks for another', () => {
    for (const name of ['Slow', '', 'constructor', 'slow;delay=1', '__proto__']) {
      const { scenario, message } = scenarioInAddress(`?scenario=${encodeURIComponent(name)}`);
      expect([scenario, message]).toEqual([
        undefined,
        `There is no scenario “${name}” (${scenarioNames.join(', ')}).`,
      ]);
    }
  });

  it('asks for none', () => {
    expect(scenarioInAddress('')).toEqual({});
    expect(scenarioInAddress('?delay=5')).toEqual({});
  });
});

const scenario = fc.record({
  name: fc.constantFrom(...scenarioNames),
  delay: fc.nat({ max: 60_000 }),
  seed: fc.nat(),
  count: fc.nat(),
});

it('comes out of a header as it went in, as far as it says something', () => {
  fc.assert(
    fc.property(scenario, (own) => {
      const headers = new Headers({ [scenarioHeader]: scenarioText(own) });
      const { name, delay, seed, count } = own;
      const usual = scenarioOf(name);
      const said = name === 'slow' ? { delay } : name === 'flaky' ? { seed, count } : {};
      expect(readScenario(headers.get(scenarioHeader))).toEqual({ ...usual, ...said });
    }),
    { seed: 7 },
  );
});

it('is none in any other header', () => {
  for (const text of [null, '', ';', 'unknown', 'slow delay=1', 'delay=1; slow', 'toString']) {
    expect(readScenario(text)).toBeUndefined();
  }
  expect(readScenario('slow;delay=5')).toEqual({ ...scenarioOf('slow'), delay: 5 });
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = readScenario(text);
      if (read) expect(scenarioNames).toContain(read.name);
    }),
    { seed: 7 },
  );
});

describe('scenarioFetch', () => {
  const base = 'http://localhost/';

  function page() {
    let current: Scenario | undefined;
    const calls: RequestInit[] = [];
    const inner: typeof fetch = async (_input, init) => {
      calls.push(init ?? {});
      return new Response();
    };
    const play = (name?: Scenario['name']) => {
      current = name && { ...scenarioOf(name), seed: 3 };
    };
    return { fetch: scenarioFetch(inner, () => current), play, calls };
  }

  const asked = (init: RequestInit | undefined) => new Headers(init?.headers).get(scenarioHeader);

  it('asks for the scenario of its time, and keeps what else is sent', async () => {
    const { fetch, play, calls } = page();
    const init = { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } };
    await fetch(base, init);
    expect(calls[0]).toBe(init);
    play('slow');
    await fetch(base, init);
    expect(asked(calls[1])).toBe('slow; delay=2000');
    expect(calls[1]).toMatchObject({ method: 'POST', body: '{}' });
    expect(new Headers(calls[1]?.headers).get('Content-Type')).toBe('application/json');
    play();
    await fetch(base);
    expect(asked(calls[2])).toBeNull();
    expect(init.headers).toEqual({ 'Content-Type': 'application/json' });
  });

  it('numbers its requests, so that the same seed fails the same ones', async () => {
    const { fetch, play, calls } = page();
    play('flaky');
    for (let i = 0; i < 3; i++) await fetch(`${base}calibrate`);
    expect(calls.map(asked)).toEqual([0, 1, 2].map((count) => `flaky; seed=3; count=${count}`));
  });
});

import { contractGrid, linspace } from '../src/levy/contract-grid.ts';
import { models } from '../src/levy/models.ts';
import { surfacePricer } from '../src/levy/pricer.ts';
import { varianceGamma } from '../src/levy/variance-gamma.ts';
import seed from './fixtures/surfaces/not-a-surface.request.json' with { type: 'json' };

/**
 * Where the contract is answered better than by the reference server, on purpose: requests with what
 * they must be answered, for whatever answers. `examples` hold what is answered alike.
 */
export interface Deviation {
  readonly name: string;
  /** Sent one after the other. */
  readonly calls: readonly Call[];
  /** What {@link observed} must be. */
  readonly expected: unknown;
  readonly observed: (replies: readonly Reply[]) => unknown;
}

export interface Call {
  readonly method: string;
  /** From the contract's root, with a leading slash. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Byte for byte. */
  readonly body?: string;
}

export interface Reply {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const prices: readonly number[] = seed.option_prices;
const all = (price: number) => Array<number>(200).fill(price);

/** A surface of Variance Gamma on another grid than the contract's. */
const truth = [0.18, 0.35, -0.15];
const elsewhere = {
  strikes: linspace(4000, 6000, 20),
  maturities: linspace(0.25, 2.5, 10),
  spot_price: 5000,
  risk_free_rate: 0.02,
};

/** Requests to a service that can calibrate both models. */
export const deviations: readonly Deviation[] = [
  ...[
    ['the numbers whose σ the reference answers as −0.617', prices],
    ['zeros', all(0)],
    ['ones', all(1)],
    ['the largest doubles', all(Number.MAX_VALUE)],
    ['the smallest doubles', all(Number.MIN_VALUE)],
    ['one price among zeros', all(0).with(77, 40)],
    ['magnitudes without order', all(0).map((_, i) => 10 ** (((i * 37) % 61) - 30))],
  ].flatMap(([name, option_prices]) =>
    models.map(
      (model): Deviation => ({
        name: `parameters of ${model.name} inside the domain for ${name}`,
        calls: [calibrate({ option_prices, model_name: model.name })],
        expected: [200, model.parameters.map(({ key }) => key), 'inside'],
        observed: ([reply]) => {
          const { parameters } = bodyOf(reply);
          const values = Object.values(parameters ?? {}) as number[];
          const problem = model.domainProblem(values);
          return [reply?.status, Object.keys(parameters ?? {}), problem ?? 'inside'];
        },
      }),
    ),
  ),
  {
    name: 'CGMY has a network',
    calls: [calibrate({ option_prices: prices, model_name: 'CGMY' })],
    expected: [200, 'CGMY', true],
    observed: ([reply]) => {
      const { model_name, success } = bodyOf(reply);
      return [reply?.status, model_name, success];
    },
  },
  {
    name: 'strikes, maturities, spot and rate are used',
    calls: [
      calibrate(onOtherGrid()),
      ...Object.keys(elsewhere).map((field) => calibrate({ ...onOtherGrid(), [field]: undefined })),
    ],
    expected: [true, false, false, false, false],
    observed: (replies) => replies.map(isNearTruth),
  },
  ...refusals('strikes', {
    'fewer than 20': linspace(80, 120, 19),
    'more than 20': linspace(80, 120, 21),
    'that fall': linspace(120, 80, 20),
    'of which two are equal': linspace(80, 120, 20).with(5, 80 + (4 * 40) / 19),
    'from 0': linspace(0, 120, 20),
    'below 0': linspace(-10, 120, 20),
    'that are no list': 100,
    'that are null': null,
  }),
  ...refusals('maturities', {
    'fewer than 10': linspace(0.1, 2, 9),
    'more than 10': linspace(0.1, 2, 11),
    'that fall': linspace(2, 0.1, 10),
    'that are equal': Array<number>(10).fill(1),
    'from 0': linspace(0, 2, 10),
    'that are null': null,
  }),
  ...refusals('risk_free_rate', { 'whose discount factor is no double': 351 }),
  refusal('NaN', '{"option_prices": [NaN]}', [19]),
  refusal('Infinity', '{"option_prices": [1, -Infinity]}', [22]),
  refusal('a number of JSON above all doubles', '{"option_prices": [1, 1e400]}', priceAt(1)),
  refusal('400 digits', `{"option_prices": [${'9'.repeat(400)}]}`, priceAt(0)),
  refusal('400 digits in a text', `{"option_prices": ["${'9'.repeat(400)}"]}`, priceAt(0)),
  refusal('the text NaN', '{"option_prices": [0, "NaN"]}', priceAt(1)),
  refusal('the text -inf', '{"option_prices": [1, 2, "-inf"]}', priceAt(2)),
  refusal('an infinite rate', '{"option_prices": [1], "risk_free_rate": 1e999}', [
    'risk_free_rate',
  ]),
  refusal('an infinite spot', '{"option_prices": [1], "spot_price": "Infinity"}', ['spot_price']),
  refusal('a boolean price', '{"option_prices": [true]}', priceAt(0)),
  refusal('a boolean spot', '{"option_prices": [1], "spot_price": true}', ['spot_price']),
  refusal('digits of another script', '{"option_prices": ["١٢"]}', priceAt(0)),
  refusal('full-width digits', '{"option_prices": ["１２"]}', priceAt(0)),
  refusal('underscores', '{"option_prices": ["1_000"]}', priceAt(0)),
  refusal('deep nesting', `{"option_prices": ${'['.repeat(1e5)}${']'.repeat(1e5)}}`, priceAt(0)),
  refusal('deep nesting without an end', '['.repeat(1e5), [0]),
  {
    name: 'what is loaded is told, after the cache was cleared and after a warm-up',
    calls: [
      { method: 'POST', path: '/warmup' },
      { method: 'GET', path: '/health' },
      { method: 'DELETE', path: '/cache' },
      { method: 'GET', path: '/health' },
      { method: 'POST', path: '/warmup' },
      { method: 'GET', path: '/health' },
    ],
    expected: [
      models.map(({ name }) => name),
      ['healthy', true],
      'success',
      ['healthy', false],
      models.map(({ name }) => name),
      ['healthy', true],
    ],
    observed: (replies) =>
      replies.map(bodyOf).map(({ status, model_loaded, models_loaded }) => {
        return models_loaded ?? (model_loaded === undefined ? status : [status, model_loaded]);
      }),
  },
  {
    name: 'what is no option surface is answered, and a header says so',
    calls: [calibrate({ option_prices: prices }), calibrate(onOtherGrid())],
    expected: [
      [200, true, 'no-surface'],
      [200, true, 'clean'],
    ],
    observed: (replies) =>
      replies.map((reply) => {
        const [verdict] = (reply.headers['x-surface-check'] ?? '').split(';');
        return [reply.status, bodyOf(reply).success, verdict];
      }),
  },
];

/** Requests to a service that cannot read the network of Variance Gamma, or finds it damaged. */
export const damagedDeviations: readonly Deviation[] = [
  {
    name: 'a damaged network is status 503, before the number of prices is looked at',
    calls: [prices, [1]].map((option_prices) => calibrate({ option_prices })),
    expected: [
      [503, 'ModelNotLoadedError', 'no path'],
      [503, 'ModelNotLoadedError', 'no path'],
    ],
    observed: (replies) =>
      replies.map((reply) => [reply.status, bodyOf(reply).error, pathIn(reply)]),
  },
  {
    name: 'a damaged network is told by health and warm-up',
    calls: [
      { method: 'POST', path: '/warmup' },
      { method: 'GET', path: '/health' },
    ],
    expected: [
      [200, 'partial', undefined, 'no path'],
      [200, 'degraded', false, 'no path'],
    ],
    observed: (replies) =>
      replies.map((reply) => {
        const { status, model_loaded } = bodyOf(reply);
        return [reply.status, status, model_loaded, pathIn(reply)];
      }),
  },
];

function calibrate(body: object | string): Call {
  return {
    method: 'POST',
    path: '/calibrate',
    headers: { 'Content-Type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

function onOtherGrid() {
  const { strikes, maturities, spot_price: spot, risk_free_rate: rate } = elsewhere;
  const out = new Float64Array(strikes.length * maturities.length);
  const grid = { ...contractGrid, strikes, maturities, spot, rate, dividendYield: 0 };
  surfacePricer(varianceGamma, grid).prices(truth, 'call', out);
  return { option_prices: [...out], ...elsewhere };
}

function isNearTruth(reply: Reply): boolean {
  const { parameters } = bodyOf(reply);
  return varianceGamma.parameters.every(
    ({ key }, i) => Math.abs(Number(parameters?.[key]) / Number(truth[i]) - 1) < 0.1,
  );
}

function priceAt(index: number): ReadonlyArray<string | number> {
  return ['option_prices', index];
}

function refusals(field: string, values: Readonly<Record<string, unknown>>): Deviation[] {
  return Object.entries(values).map(([name, value]) => {
    const body = JSON.stringify({ option_prices: prices, [field]: value });
    return refusal(`${field} ${name}`, body, [field]);
  });
}

function refusal(name: string, body: string, loc: ReadonlyArray<string | number>): Deviation {
  return {
    name: `refuses ${name}`,
    calls: [calibrate(body)],
    expected: [422, [['body', ...loc]]],
    observed: ([reply]) => [reply?.status, bodyOf(reply).detail?.map((entry) => entry.loc)],
  };
}

interface Body {
  readonly [field: string]: unknown;
  readonly parameters?: Readonly<Record<string, number>>;
  readonly detail?: ReadonlyArray<{ readonly loc: unknown }>;
}

function bodyOf(reply: Reply | undefined): Body {
  return reply ? JSON.parse(reply.text) : {};
}

function pathIn({ text }: Reply): string {
  return /[\w.-]+[/\\][\w.-]+|\w\.(?:json|safetensors|ts|js)\b/.exec(text)?.[0] ?? 'no path';
}

/** What a column of a list of quotes, or a line above it, tells. */
export type ColumnRole =
  | MarketName
  | MaturityRole
  | 'strike'
  | 'type'
  | 'volatility'
  | 'forward'
  | PriceRole;
export type MarketName = (typeof MARKET_NAMES)[number];
type MaturityRole = 'years' | 'days' | 'expiry';
export type Side = 'call' | 'put';
export type PriceField = 'price' | 'bid' | 'ask';
/** Columns of a chain with calls and puts in one row name the side. */
export type PriceRole = PriceField | `${Side} ${PriceField}`;

export const MARKET_NAMES = ['spot', 'rate', 'dividend yield', 'date'] as const;

const EXPIRE = '(?:maturity|expiry|expiration|exp)';
const NAMES: ReadonlyArray<readonly [ColumnRole, RegExp]> = [
  ['strike', /^(?:k|x|strikes?|strike (?:price|level)|exercise price)$/],
  [
    'days',
    new RegExp(
      `^(?:dte|(?:calendar )?days|(?:t|tenor|${EXPIRE}) (?:in )?days|days (?:to|till|until) ${EXPIRE})$`,
    ),
  ],
  [
    'years',
    new RegExp(
      `^(?:t|tau|ttm|tte|tenor|maturit(?:y|ies)|years?|(?:t|tenor|ttm|${EXPIRE}) (?:in )?(?:years?|yrs?)|(?:time|years?) to ${EXPIRE}(?: years?)?|year ?frac(?:tion)?)$`,
    ),
  ],
  ['expiry', new RegExp(`^(?:exp(?:iry|iration|ir|ires)?|exdate|${EXPIRE} ?(?:date|day))$`)],
  [
    'type',
    /^(?:type|option type|opt type|right|option right|cp|pc|c p|p c|(?:cp|c p|call put|put call) ?(?:flag|type)?|callput|putcall)$/,
  ],
  ['volatility', /^(?:(?:.+ )?iv|(?:.+ )?impl(?:ied)? ?vol(?:atility|a)?|vol|volatility)(?: .+)?$/],
  ['forward', /^(?:forward|fwd)(?: price| level)?$/],
  [
    'spot',
    /^(?:s|s0|spot|spot price|stock price|index(?: level)?|underlying(?: (?:price|last|close|mid))?)$/,
  ],
  ['rate', /^(?:r|rate|risk ?free(?: (?:interest )?rate)?|interest(?: rate)?)$/],
  ['dividend yield', /^(?:q|dividends?|div(?:idend)? ?yield|dividend rate)$/],
  [
    'date',
    /^(?:date|(?:valuation|quote|trade|pricing|data|as of) ?date|as ?of|quote ?date ?time)$/,
  ],
];
const PRICE_FIELDS: ReadonlyArray<readonly [PriceField, RegExp]> = [
  ['bid', /^(?:best )?bid(?: price| px)?$/],
  ['ask', /^(?:best )?(?:ask|offer)(?: price| px)?$/],
];
/** Best first: a mid is of now, a last price may be of days ago. */
const PRICES = [
  /^(?:mid|mid ?price|midpoint)$/,
  /^(?:mark|mark price)$/,
  /^(?:price|option price|market price|premium|value|px)$/,
  /^(?:settle|settlement)(?: price)?$/,
  /^(?:close|closing price)$/,
  /^last(?: (?:price|sale|trade))?$/,
];

/** What a header names, or undefined; of prices also how good they are, 0 best. */
export function roleOf(header: string): { role: ColumnRole; rank: number } | undefined {
  const name = header
    .slice(0, 60)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const plain = NAMES.find(([, pattern]) => pattern.test(name));
  if (plain) return { role: plain[0], rank: 0 };
  const sided = /^(calls?|puts?|[cp])\b ?(.*)$/.exec(name) ?? /^()(.+) (calls?|puts?)$/.exec(name);
  const sideName = sided?.[1] || sided?.[3];
  const field = priceField(sided?.[2] ?? name);
  if (!sideName) return field && { role: field.role, rank: field.rank };
  const side = sideName.startsWith('c') ? 'call' : 'put';
  if (field) return { role: `${side} ${field.role}`, rank: field.rank };
  const bare = sided?.[2] === '' && sideName.length > 1;
  return bare ? { role: `${side} price`, rank: 0 } : undefined;
}

function priceField(name: string): { role: PriceField; rank: number } | undefined {
  const side = PRICE_FIELDS.find(([, pattern]) => pattern.test(name));
  if (side) return { role: side[0], rank: 0 };
  const rank = PRICES.findIndex((pattern) => pattern.test(name));
  return rank < 0 ? undefined : { role: 'price', rank };
}

/** What of the market a label names. */
export function marketName(label: string): MarketName | undefined {
  const role = roleOf(label)?.role;
  return MARKET_NAMES.find((name) => name === role);
}

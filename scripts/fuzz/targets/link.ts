import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { anyItem } from '../../../src/app/exchange/saved-item.fixture.ts';
import { itemText } from '../../../src/app/exchange/session-file.ts';
import { shareLink } from '../../../src/app/exchange/share-link.ts';
import { samples } from '../../../src/app/features/import/example-samples.ts';
import { openShareLink } from '../../../src/app/open-share-link.ts';
import { bytesOf, letters } from '../bytes.ts';
import { createDesk, judged } from '../desk.ts';
import { junk, mutated } from '../mutate.ts';
import type { Target } from '../target.ts';

/** Fragments of an address: spoilt as text, as deflated bytes, and as the JSON in them; bombs. */

const MARK = '#s=1.';
const BOMB_BYTES = 20_000_000;

const real = samples.map((sample) => ({
  surface: sample.make(),
  origin: { title: sample.title, notes: [] },
  model: 'CGMY',
  settings: { by: 'vega' as const },
}));
const items = [...real, ...fc.sample(anyItem, { numRuns: 60, seed: 2 })];
const texts = items.map(itemText);
const hashes = items.map((item) => new URL(shareLink('http://localhost/', item)).hash);
const packed = texts.map((text) => letters(deflateSync(Buffer.from(text))));
const desk = await createDesk();

const sources = { hash: hashes, packed, text: texts } as const;
const ways = ['hash', 'packed', 'text', 'text', 'text'] as const;

export const linkTarget: Target = {
  name: 'link',
  draw: (random) => {
    const { pick, below } = random;
    if (below(1000) === 0) return { way: 'bomb', data: pick(['\0', '[', '{"a":', '1,', ' ']) };
    const way = pick(ways);
    if (below(20) === 0) return { way, data: junk(random) };
    return { way, data: mutated(pick(sources[way]), random, pick(sources[way])) };
  },
  meet: ({ way, data }) => judged(desk, () => openShareLink(desk, hashOf(way, data))),
};

function hashOf(way: string, data: string): string {
  if (way === 'hash') return data.startsWith('#s=') ? data : MARK + data;
  const bytes =
    way === 'packed'
      ? bytesOf(data)
      : deflateSync(Buffer.from(way === 'bomb' ? data.repeat(BOMB_BYTES / data.length) : data));
  return MARK + Buffer.from(bytes).toString('base64url');
}

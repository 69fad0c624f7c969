import { expect, it, vi } from 'vitest';
import { fakeBrowser } from './desk.fixture.ts';
import type { DeskHead } from './desk-database.ts';
import { withLastWords } from './desk-last-words.ts';

const head = (order: number): DeskHead => ({ id: 'a', order, unreadable: false });

function places() {
  const { database, texts } = fakeBrowser();
  const small = {
    read: (key: string) => texts.get(key) ?? null,
    write: (key: string, value: string) => void texts.set(key, value),
  };
  return { database, texts, spoken: withLastWords(database, small) };
}

it('has the last word of a page whose transaction was given up', async () => {
  const { database, spoken } = places();
  await spoken.write(head(1), { text: 'before' });
  vi.spyOn(database, 'write').mockReturnValue(new Promise(() => {}));
  void spoken.writeLast(head(2), { text: 'last' });
  expect(await spoken.read('a')).toEqual({ text: 'last' });
  expect(await spoken.heads()).toEqual([head(2)]);
});

it('keeps no copy of what the database has', async () => {
  const { database, texts, spoken } = places();
  await spoken.writeLast(head(1), { text: 'last' });
  expect([...texts.values()].join('')).toBe('');
  expect(await database.read('a')).toEqual({ text: 'last' });
  vi.spyOn(database, 'write').mockReturnValueOnce(new Promise(() => {}));
  void spoken.writeLast(head(2), { text: 'later' });
  await spoken.write(head(3), { text: 'now' });
  expect(await spoken.read('a')).toEqual({ text: 'now' });
  expect([...texts.values()].join('')).toBe('');
});

it('takes no older word for the last where that is too long, and none that is damaged', async () => {
  const { database, texts, spoken } = places();
  vi.spyOn(database, 'write').mockReturnValue(new Promise(() => {}));
  void spoken.writeLast(head(1), { text: 'short' });
  void spoken.writeLast(head(2), { text: 'x'.repeat(1_000_001) });
  expect(await spoken.read('a')).toBeUndefined();
  void spoken.writeLast(head(3), { text: 'short' });
  for (const [key] of texts) texts.set(key, '{"order":');
  expect(await spoken.read('a')).toBeUndefined();
});

it('forgets with the desk', async () => {
  const { database, texts, spoken } = places();
  vi.spyOn(database, 'write').mockReturnValue(new Promise(() => {}));
  void spoken.writeLast(head(1), { text: 'last' });
  await spoken.remove('a');
  expect([...texts.values()].join('')).toBe('');
});

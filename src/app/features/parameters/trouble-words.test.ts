import { expect, test } from 'vitest';
import type { Trouble } from '../../../api/client.ts';
import { troubleWords } from './trouble-words.ts';

/** Every kind, and whether the screen has words of its own for it. */
const kinds: Readonly<Record<Trouble['kind'], boolean>> = {
  // The message names the number that is wrong.
  refused: false,
  // The analyst did it, or a newer request.
  stopped: false,
  unavailable: true,
  busy: true,
  'rate-limited': true,
  unauthorised: true,
  'server-error': true,
  'timed-out': true,
  unreachable: true,
  'not-the-contract': true,
};

test.each(Object.entries(kinds))('%s has words of its own: %s', (name, has) => {
  const kind = name as Trouble['kind'];
  for (const server of [undefined, 'http://localhost:8000/']) {
    const words = troubleWords({ kind }, 'CGMY', server);
    expect(words !== undefined).toBe(has);
    if (!words) continue;
    expect(words.title).toMatch(/^[A-Z][^.]+[^.!]$/);
    expect(words.advice).toMatch(/^[A-Z].*\.$/);
    // The analyst's words: no jargon, and no blame.
    expect(words.title + words.advice).not.toMatch(/error|invalid|HTTP|status|\d{3}|undefined/i);
  }
});

test.each(['unavailable', 'busy', 'rate-limited', 'timed-out', 'unreachable'] as const)(
  'where a server is %s, the words lead to this browser; where this browser is, they do not',
  (kind) => {
    expect(troubleWords({ kind }, 'CGMY', 'http://localhost:8000/')?.advice).toContain(
      'his browser',
    );
    expect(troubleWords({ kind }, 'CGMY', undefined)?.advice).not.toContain('his browser');
  },
);

test('a fault of the program names its request, where it has one', () => {
  const trouble = { kind: 'server-error', requestId: 'a-1' } as const;
  expect(troubleWords(trouble, 'CGMY', undefined)?.advice).toContain('a-1');
  expect(troubleWords({ kind: 'server-error' }, 'CGMY', undefined)?.advice).not.toContain('log');
});

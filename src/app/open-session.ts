import type { Result } from '../calibration/quotes/surface.ts';
import { readSession } from './exchange/session-file.ts';
import { restore } from './restore.ts';
import type { SessionOffer } from './state/import-store.ts';
import type { Stores } from './state/stores.ts';

/**
 * What a session file offers: its first calibration to be shown as it was, all of them for the
 * history. Undefined where the text is no such file.
 */
export function sessionOffer(stores: Stores, text: string): Result<SessionOffer> | undefined {
  const read = readSession(text);
  if (!read?.ok) return read;
  const [first] = read.value;
  if (!first) {
    return { ok: false, problems: [{ message: 'The session file holds no calibration.' }] };
  }
  const count = read.value.length;
  const rest =
    count === 1
      ? 'It goes into the history.'
      : `All ${count} go into the history; this is the first.`;
  return {
    ok: true,
    value: {
      surface: first.surface,
      notes: [`A calibration of ${first.model}, kept in a file. ${rest}`],
      take: () => {
        // The history knows it by then, and does not keep what is shown again.
        const { entries } = stores.history.getState().add(read.value);
        void restore(stores, entries[0]?.saved ?? first);
      },
    },
  };
}

import { findModel } from '../../../levy/models.ts';
import { basisPointSize, fixed } from '../../format/numbers.ts';
import type { HistoryEntry } from '../../state/history-entry.ts';

/** Made once: they take far longer to make than to use, and a long list is made of them. */
const clock = new Intl.DateTimeFormat([], { hour: '2-digit', minute: '2-digit' });
const calendar = new Intl.DateTimeFormat([], { day: 'numeric', month: 'short', year: 'numeric' });

/** "14:32" today, "yesterday 14:32", else with the date; in the browser's language. */
export function timeWords(at: string, now: Date): string {
  const date = new Date(at);
  const time = clock.format(date);
  const days = Math.round((startOfDay(now) - startOfDay(date)) / 86_400_000);
  if (days === 0) return time;
  if (days === 1) return `yesterday ${time}`;
  return `${calendar.format(date)} ${time}`;
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** "σ 0.180  ν 0.350  θ −0.150 · 0.042 bp". */
export function resultWords({ saved, rmse }: HistoryEntry): string {
  const model = findModel(saved.model);
  const { calibration } = saved;
  if (!model || !calibration) return 'not calibrated';
  const values = calibration.refinement?.parameters ?? calibration.parameters;
  const text = model.parameters.map(({ symbol }, i) => `${symbol} ${fixed(values[i] ?? 0, 3)}`);
  return `${text.join('  ')}${rmse === undefined ? '' : ` · ${basisPointSize(rmse)}`}`;
}

/** Whether an entry has every word that is looked for, in its name, model, date or objective. */
export function isFound(entry: HistoryEntry, search: string, now: Date): boolean {
  if (search === '') return true;
  const { name, at, saved } = entry;
  const title = findModel(saved.model)?.title ?? '';
  const text = [
    name,
    title,
    saved.model,
    saved.origin.title,
    timeWords(at, now),
    at,
    saved.settings.by,
  ]
    .join(' ')
    .toLocaleLowerCase();
  return search
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

import type { BatchProgress } from '../../batch/batch-progress.ts';
import { duration, fixed, leadingDecimals } from '../../format/numbers.ts';
import type { BatchPhase } from '../../state/batch/batch-store.ts';

/** Said of files or a folder of which nothing can be calibrated. */
export const NOTHING_IN_IT =
  'Nothing in it can hold surfaces: they come as .csv, .tsv, .txt, .json or .jsonl.';

/** A whole number with its digits in groups of three, by a thin space: no locale's decimal mark. */
export function amount(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '\u2009');
}

/** `1 row`, `1 200 rows`. */
export function counted(value: number, noun: string): string {
  return `${amount(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** @param share of the files read, 0 to 1, where their size is known */
export function doneText(rows: number, failed: number, share: number | undefined): string {
  const of = share === undefined ? '' : `, ${Math.floor(100 * share)}\u00a0% read`;
  return `${amount(rows)} done${of}${failed === 0 ? '' : `, ${amount(failed)} without a result`}`;
}

/** `412 a second, 12 s left`. */
export function rateText(progress: BatchProgress | undefined): string {
  if (!progress || progress.rate <= 0) return '';
  const { rate, secondsLeft } = progress;
  const decimals = rate < 10 ? Math.min(leadingDecimals(rate, 2), 2) : 0;
  const speed = `${rate < 1000 ? fixed(rate, decimals) : amount(Math.round(rate))} a second`;
  return secondsLeft === undefined ? speed : `${speed}, ${timeLeft(secondsLeft)} left`;
}

/** `12 s`, `3 min`, `2 h 5 min`. */
export function timeLeft(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)}\u00a0s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 90) return `${minutes}\u00a0min`;
  return `${Math.floor(minutes / 60)}\u00a0h ${minutes % 60}\u00a0min`;
}

/** What came of a batch, in one line. */
export function endText(
  phase: BatchPhase,
  rows: number,
  failed: number,
  progress: BatchProgress | undefined,
): string {
  const time = progress ? ` in ${duration(progress.elapsedMs)}` : '';
  const good = `${amount(rows - failed)} of ${counted(rows, 'surface')} calibrated`;
  if (phase === 'cancelled')
    return `Cancelled${time && ` after${time.slice(3)}`}: ${good}. They stay.`;
  if (phase === 'failed') return `Stopped early: ${good}. They stay.`;
  return `${good}${time}${failed === 0 ? '' : `; ${amount(failed)} without a result, listed under Problems`}.`;
}

/**
 * What is asked before results are lost.
 * @param instead title of the batch that would take their place; undefined for the same again
 */
export function askedText(title: string, rows: number, instead: string | undefined): string {
  const lost =
    rows === 0
      ? `The run of ${title} is ended.`
      : `The ${counted(rows, 'row')} of ${title} ${rows === 1 ? 'is' : 'are'} lost.`;
  return instead === undefined
    ? `Calibrate ${title} again? ${lost}`
    : `Take ${instead} instead? ${lost}`;
}

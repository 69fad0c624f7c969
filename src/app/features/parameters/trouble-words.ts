import type { Trouble } from '../../../api/client.ts';

/** What a failure comes to, in the analyst's words, and what to do. */
export interface TroubleWords {
  readonly title: string;
  readonly advice: string;
}

/** @param server address of the server that was asked; undefined where this browser answers */
export function troubleWords(
  { kind, requestId }: Trouble,
  model: string,
  server: string | undefined,
): TroubleWords | undefined {
  const known = requestId ? ` Request ${requestId} is in the log.` : '';
  switch (kind) {
    case 'unavailable':
      return {
        title: `${model} cannot be calibrated now`,
        advice: server
          ? 'The server has no network for it, or is busy. Try again, or calibrate in this browser.'
          : 'Your surface is untouched. Try again; if that does not help, reload the page, which fetches the network anew, or choose the other model.',
      };
    case 'rate-limited':
      return { title: 'Too many requests', advice: 'What is on screen stays as it is.' };
    case 'server-error':
      return {
        title: 'The calibration failed',
        advice: `This is a fault of the program, not of your numbers. Try again.${known}`,
      };
    case 'unauthorised':
      return {
        title: 'The server did not let this page in',
        advice: 'Its token is missing, wrong or expired: give it anew in the settings.',
      };
    case 'timed-out':
    case 'unreachable':
      return {
        title: server ? 'The server does not answer' : 'The calibration does not answer',
        advice: server
          ? 'It may be down, or the network gone. Try again, or calibrate in this browser, which needs neither.'
          : 'Your surface is untouched.',
      };
    case 'not-the-contract':
      return {
        title: 'The answer could not be read',
        advice: server
          ? 'What answers there may be no server of this contract: look at the address in the settings.'
          : `This is a fault of the program, not of your numbers.${known}`,
      };
    // The message says which number is wrong, or who stopped it.
    case 'refused':
    case 'stopped':
      return undefined;
  }
}

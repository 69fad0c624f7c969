import type { Trouble } from '../../../api/client.ts';

/** What a failure comes to, in the analyst's words, and what to do. */
export interface TroubleWords {
  readonly title: string;
  /** Whether what the answer says itself is worth reading beside this. */
  readonly quotes: boolean;
  readonly advice: string;
}

/**
 * Undefined where what the answer says itself is all there is to say.
 *
 * @param server address of the server that was asked; undefined where this browser answers
 */
export function troubleWords(
  { kind, requestId }: Trouble,
  model: string,
  server: string | undefined,
): TroubleWords | undefined {
  const known = requestId ? ` The log has it as request ${requestId}.` : '';
  switch (kind) {
    case 'unavailable':
      return {
        title: `${model} cannot be calibrated now`,
        quotes: true,
        advice: server
          ? 'Choose the other model, or calibrate in this browser.'
          : 'Your surface and its last fit stay. Try again, or have the application fetched anew.',
      };
    case 'busy':
      return {
        title: 'The service is busy',
        quotes: false,
        advice: `It was asked twice. Try again in a moment${server ? ', or calibrate in this browser' : ': your surface stays'}.`,
      };
    case 'rate-limited':
      return {
        title: 'Too many requests',
        quotes: false,
        advice: server
          ? 'The server takes no more for now. Wait, or calibrate in this browser, which has no limit.'
          : 'No more are taken for now. Wait a little: your surface and its last fit stay.',
      };
    case 'server-error':
      return {
        title: 'The calibration failed',
        quotes: false,
        advice: `A fault of the ${server ? 'server' : 'program'}, not of your numbers. Try again.${known}`,
      };
    case 'unauthorised':
      return {
        title: 'The server did not let this page in',
        quotes: false,
        advice: 'Its token is missing, wrong or expired: give it anew in the settings.',
      };
    case 'timed-out':
    case 'unreachable':
      return server
        ? {
            title: `The server ${kind === 'timed-out' ? 'does not answer' : 'cannot be reached'}`,
            quotes: kind === 'timed-out',
            advice: 'It may be down, or the network gone. This browser needs neither.',
          }
        : { title: 'The calibration does not answer', quotes: true, advice: 'Your surface stays.' };
    case 'not-the-contract':
      return {
        title: 'The answer could not be read',
        quotes: true,
        advice: server
          ? 'What answers there may be no server of this contract: look at the address in the settings.'
          : `A fault of the program, not of your numbers.${known}`,
      };
    // The message says which number is wrong, or who stopped it.
    case 'refused':
    case 'stopped':
      return undefined;
  }
}

import type { Config } from './config.ts';

type Level = Exclude<Config['logLevel'], 'silent'>;

/** One JSON object a line, with time, level and message; nothing of what requests contain. */
export interface Log {
  readonly write: (
    level: Level,
    message: string,
    fields?: Readonly<Record<string, unknown>>,
  ) => void;
}

const order: readonly Config['logLevel'][] = ['debug', 'info', 'warn', 'error', 'silent'];

/** @param out takes whole lines */
export function createLog(least: Config['logLevel'], out: (line: string) => void): Log {
  return {
    write: (level, message, fields = {}) => {
      if (order.indexOf(level) < order.indexOf(least)) return;
      out(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...fields })}\n`);
    },
  };
}

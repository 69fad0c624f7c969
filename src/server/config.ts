import { statSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { defaultModel } from '../api/schemas.ts';
import { models } from '../levy/models.ts';
import { readOrigins } from './origins.ts';

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** How the server runs; see {@link readConfig} for its variables. */
export interface Config {
  /** Address or name to listen at; `localhost` stands for both addresses it has. */
  readonly host: string;
  readonly port: number;
  readonly defaultModel: string;
  /** Folder of the networks. */
  readonly networks: string;
  readonly logLevel: (typeof logLevels)[number];
  /** Origins whose pages may ask; `*` for all. */
  readonly corsOrigins: readonly string[];
  /** Servers of the contract that the page may name, besides those of this machine. */
  readonly apiOrigins: readonly string[];
  /** Bearer token that requests need, where there is one. */
  readonly token: string | undefined;
  /** Requests a minute from one address, where they are limited. */
  readonly rateLimit: number | undefined;
}

const names = models.map(({ name }) => name);

const integer = (least: number, most: number) => {
  const error = `should be a whole number from ${least} to ${most}`;
  return z.pipe(
    z.string().check(
      // Number() would take 0x1F90 and 8e3 too.
      z.regex(/^\s*\d{1,9}\s*$/, { error, abort: true }),
      z.refine((text) => Number(text) >= least && Number(text) <= most, { error }),
    ),
    z.transform(Number),
  );
};

const origins = (more: readonly string[]) =>
  z.pipe(
    z.string(),
    z.transform((text, ctx): readonly string[] => {
      const { origins, wrong } = readOrigins(text);
      const other = wrong.filter((part) => !more.includes(part));
      if (other.length > 0) {
        const message = `has “${other.join(' ')}”, which is no origin such as https://desk.example.com`;
        ctx.issues.push({ code: 'custom', input: text, message });
      }
      return [...wrong.filter((part) => more.includes(part)), ...origins];
    }),
  );

/** A name or an address, without brackets and port. */
function isHost(text: string): boolean {
  return isIP(text) !== 0 || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(text);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/**
 * Reads HOST (localhost), PORT (8000), DEFAULT_MODEL, MODEL_PATH (the build's networks), LOG_LEVEL
 * (info), CORS_ORIGINS (none), API_ORIGINS (none), API_TOKEN (none) and RATE_LIMIT (requests a minute,
 * none). An empty variable counts as none. Returns all that is wrong, a sentence each.
 *
 * @param files folder of the build
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  files: string,
):
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly string[] } {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const read = variables(files).safeParse(given);
  if (!read.success) {
    const problems = read.error.issues.map(({ path: [name], message }) => {
      const shown = name === 'API_TOKEN' ? '' : ` “${given[String(name)] ?? ''}”`;
      return `${String(name)}${shown} ${message}.`;
    });
    return { ok: false, problems };
  }
  const { HOST, PORT, DEFAULT_MODEL, MODEL_PATH, LOG_LEVEL, CORS_ORIGINS, ...more } = read.data;
  const config = {
    host: HOST,
    port: PORT,
    defaultModel: DEFAULT_MODEL,
    networks: MODEL_PATH,
    logLevel: LOG_LEVEL,
    corsOrigins: CORS_ORIGINS,
    apiOrigins: more.API_ORIGINS,
    token: more.API_TOKEN,
    rateLimit: more.RATE_LIMIT,
  };
  return { ok: true, config };
}

function variables(files: string) {
  return z.object({
    HOST: z._default(
      z
        .string()
        .check(
          z.refine(isHost, { error: 'should be an address or a name, such as 0.0.0.0 or ::1' }),
        ),
      'localhost',
    ),
    PORT: z._default(integer(0, 65_535), 8000),
    DEFAULT_MODEL: z._default(
      z.enum(names, { error: `should be one of ${names.join(', ')}` }),
      defaultModel,
    ),
    MODEL_PATH: z._default(
      z.string().check(z.refine(isFolder, { error: 'is no folder that can be read' })),
      join(files, 'networks'),
    ),
    LOG_LEVEL: z._default(
      z.enum(logLevels, { error: `should be one of ${logLevels.join(', ')}` }),
      'info',
    ),
    CORS_ORIGINS: z._default(origins(['*']), []),
    API_ORIGINS: z._default(origins([]), []),
    API_TOKEN: z.optional(
      z.string().check(
        z.regex(/^[\w.~+/=-]{16,}$/, {
          error: 'should have 16 letters, digits or -._~+/= at least',
        }),
      ),
    ),
    RATE_LIMIT: z.optional(integer(1, 1_000_000)),
  });
}

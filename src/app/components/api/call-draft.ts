import { parseJson } from '../../../api/json-text.ts';

/** A request as it is being written. */
export interface CallDraft {
  readonly method: string;
  /** Within the contract, `/calibrate`. */
  readonly path: string;
  /** A header a line, `Name: value`. */
  readonly headers: string;
  /** Empty where none is sent. */
  readonly body: string;
}

export const callMethods = ['GET', 'POST', 'DELETE', 'PUT', 'PATCH', 'HEAD', 'OPTIONS'] as const;

type Headers = ReadonlyArray<readonly [name: string, value: string]>;

/** Whether a browser sends a body with this method. */
export function takesBody({ method }: Pick<CallDraft, 'method'>): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

/** Under the contract's root, whatever is typed: a token is sent nowhere else. */
export function callUrl(baseUrl: string, path: string): string {
  const { origin, pathname } = new URL(baseUrl);
  const url = new URL(origin + pathname + path.replace(/^[/\\]+/, ''));
  url.hash = '';
  return url.href;
}

/** The headers that were written, or what is wrong with the first that cannot be sent. */
export function readHeaders(
  text: string,
): { readonly ok: true; readonly headers: Headers } | { readonly ok: false; message: string } {
  const headers: Array<readonly [string, string]> = [];
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const [, name, value] = /^\s*([^:]*?)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      return { ok: false, message: `“${line.trim()}” is no header: write Name: value.` };
    }
    try {
      new Headers([[name, value]]);
    } catch {
      return { ok: false, message: `“${line.trim()}” has letters that no header may have.` };
    }
    headers.push([name, value]);
  }
  return { ok: true, headers };
}

/** Why a body is no JSON, with line and column; undefined where it is, or is empty, or JSON lines. */
export function jsonProblem(body: string, headers = ''): string | undefined {
  if (body === '' || /^\s*content-type:.*(?:ndjson|jsonl)/im.test(headers)) return undefined;
  const parsed = parseJson(body);
  if (parsed.ok) return undefined;
  const before = body.slice(0, parsed.fault.position).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return `No JSON from line ${before.length}, column ${column}: ${parsed.fault.reason}.`;
}

import { useEffect, useRef, useState } from 'react';
import { type CallDraft, callUrl, readHeaders, takesBody } from './call-draft.ts';

/** What came back, headers in the order of their names. */
export interface CallAnswer {
  readonly status: number;
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>;
  readonly text: string;
  readonly bytes: number;
  /** From sending to the last byte. */
  readonly ms: number;
  /** Where the answer is from, where that is not where it was sent. */
  readonly redirectedTo: string | undefined;
}

export type CallOutcome =
  | { readonly kind: 'answered'; readonly answer: CallAnswer }
  | { readonly kind: 'failed'; readonly message: string };

export interface Calling {
  /** Since when a request is under way, in ms of `performance.now()`. */
  readonly since: number | undefined;
  /** Of the last request that ended. */
  readonly outcome: CallOutcome | undefined;
  readonly send: (draft: CallDraft) => void;
  readonly cancel: () => void;
}

/** Sends requests, one at a time; what is under way ends with the component. */
export function useCall(fetch: typeof globalThis.fetch, baseUrl: string): Calling {
  const [since, setSince] = useState<number>();
  const [outcome, setOutcome] = useState<CallOutcome>();
  const request = useRef<AbortController>(undefined);
  useEffect(() => () => request.current?.abort(), []);

  const send = async (draft: CallDraft) => {
    request.current?.abort();
    const controller = new AbortController();
    request.current = controller;
    const started = performance.now();
    setSince(started);
    const ended = await call(fetch, baseUrl, draft, controller.signal);
    if (request.current !== controller) return;
    request.current = undefined;
    setSince(undefined);
    setOutcome(ended);
  };
  return {
    since,
    outcome,
    send: (draft) => void send(draft),
    cancel: () => request.current?.abort(),
  };
}

async function call(
  fetch: typeof globalThis.fetch,
  baseUrl: string,
  draft: CallDraft,
  signal: AbortSignal,
): Promise<CallOutcome> {
  const read = readHeaders(draft.headers);
  if (!read.ok) return { kind: 'failed', message: read.message };
  const url = callUrl(baseUrl, draft.path);
  const hasBody = takesBody(draft) && draft.body !== '';
  const headers = read.headers.map(([name, value]): [string, string] => [name, value]);
  const init = { method: draft.method, headers, signal, ...(hasBody && { body: draft.body }) };
  const started = performance.now();
  try {
    const response = await fetch(url, init);
    const body = await response.arrayBuffer();
    return {
      kind: 'answered',
      answer: {
        status: response.status,
        headers: [...response.headers].toSorted(([a], [b]) => (a < b ? -1 : 1)),
        text: new TextDecoder().decode(body),
        bytes: body.byteLength,
        ms: performance.now() - started,
        redirectedTo: response.redirected ? response.url : undefined,
      },
    };
  } catch (error) {
    if (signal.aborted) return { kind: 'failed', message: 'Cancelled: no answer was waited for.' };
    const reason = error instanceof Error ? error.message : String(error);
    return {
      kind: 'failed',
      message: `No answer came from ${url}. What answers there may be down, or not allow this page. The browser said: ${reason}`,
    };
  }
}

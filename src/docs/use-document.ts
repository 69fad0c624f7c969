import { useEffect, useState } from 'react';
import { type ApiDocument, readApiDocument } from './api-document.ts';
import { fetchBy, root, type Way } from './ways.ts';

export type Loading =
  | { readonly phase: 'loading' }
  | { readonly phase: 'failed'; readonly message: string }
  | { readonly phase: 'ready'; readonly document: ApiDocument };

/** The OpenAPI document of whoever answers. */
export function useDocument(way: Way): Loading {
  const [loading, setLoading] = useState<Loading>({ phase: 'loading' });
  useEffect(() => {
    let isCurrent = true;
    setLoading({ phase: 'loading' });
    void load(way).then((loaded) => {
      if (isCurrent) setLoading(loaded);
    });
    return () => {
      isCurrent = false;
    };
  }, [way]);
  return loading;
}

async function load(way: Way): Promise<Loading> {
  const url = `${root}openapi.json`;
  try {
    const response = await fetchBy(way, '')(url);
    const document = response.ok ? readApiDocument(await response.json()) : undefined;
    if (document) return { phase: 'ready', document };
    return failed(`${url} answers with HTTP status ${response.status} and no OpenAPI document.`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failed(`${url} cannot be read: ${reason}.`);
  }
}

function failed(message: string): Loading {
  return { phase: 'failed', message };
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Context, MiddlewareHandler } from 'hono';
import { etag } from 'hono/etag';
import { cacheControl, hashedFolder } from './security-headers.ts';

/** How the build in a folder is served. */
export interface Files {
  /** The application, to who navigates to the root; programs get the contract there. */
  readonly index: MiddlewareHandler;
  /** Everything else of the build. */
  readonly rest: MiddlewareHandler;
  /** A page of the build, for the contract's own routes. */
  readonly page: (name: string) => Promise<Response>;
}

/** @param root folder of the build */
export function serveFiles(root: string): Files {
  const serve = (options: { readonly path?: string }) =>
    tagged(serveStatic({ root, ...options }), ({ req, res }) => {
      const isHashed = req.path.startsWith(`/${hashedFolder}/`);
      res.headers.set('Cache-Control', isHashed ? cacheControl.hashed : cacheControl.named);
    });
  const index = serve({ path: 'index.html' });
  return {
    index: async (context, next) => {
      const isPage = context.req.header('Accept')?.includes('text/html');
      if (isPage) await index(context, next);
      else await next();
      context.header('Vary', 'Accept', { append: true });
    },
    rest: serve({}),
    page: async (name) => {
      const headers = {
        'Cache-Control': cacheControl.named,
        'Content-Type': 'text/html; charset=utf-8',
      };
      return new Response(new Uint8Array(await readFile(join(root, name))), { headers });
    },
  };
}

const tag = etag();

/** Answers 304 where the browser has the file. A part of a file has no tag of its own. */
function tagged(serve: MiddlewareHandler, onFound: (context: Context) => void): MiddlewareHandler {
  return async (context, next) => {
    const find = async () => {
      const response = await serve(context, next);
      // Where there was no such file, `next` has answered.
      if (!response || context.finalized) return;
      context.res = response;
      onFound(context);
    };
    await (context.req.header('Range') === undefined ? tag(context, find) : find());
  };
}

import * as Comlink from 'comlink';
import { sessionPortions } from '../exchange/session-portions.ts';
import { importSurface } from '../features/import/import-surface.ts';

/** The entry of the worker that reads texts and files beside the page. */
const reader = { importSurface, sessionPortions };

export type Reader = typeof reader;

Comlink.expose(reader);

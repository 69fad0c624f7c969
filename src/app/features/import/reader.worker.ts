import * as Comlink from 'comlink';
import { importSurface } from './import-surface.ts';

/** The entry of the worker that reads text beside the page. */
Comlink.expose(importSurface);

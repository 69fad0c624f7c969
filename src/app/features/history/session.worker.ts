import * as Comlink from 'comlink';
import { sessionPortions } from './session-portions.ts';

/** The entry of the worker that reads session files beside the page. */
Comlink.expose(sessionPortions);

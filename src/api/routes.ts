import type * as z from 'zod/mini';
import {
  cacheAnswer,
  calibratedAnswer,
  contractError,
  healthAnswer,
  httpError,
  modelsAnswer,
  refinedAnswer,
  rootAnswer,
  validationErrors,
  warmUpAnswer,
} from './answer-schemas.ts';

/** The routes of the contract: what the handlers answer, and what the OpenAPI document shows. */

/** Bodies that no one schema describes. */
type TextType = 'text/plain' | 'text/html' | 'application/json' | 'application/x-ndjson';

interface RouteAnswer {
  readonly description: string;
  /** One of several where the request decides. */
  readonly body: readonly z.ZodMiniType[] | TextType;
}

export interface Route {
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly answers: Readonly<Record<number, RouteAnswer>>;
}

const json = (description: string, ...body: z.ZodMiniType[]): RouteAnswer => ({
  description,
  body,
});

/** Of what makes a server compute, where it limits how often. */
const tooMany = json('Too many requests from this address', contractError);

/** Every route; each path has one method. What any may answer, status 500 say, is not listed. */
export const routes = [
  {
    method: 'get',
    path: '/',
    name: 'root',
    summary: 'What answers here',
    description:
      'Name and version, and where to go on. A browser that navigates here gets the application.',
    answers: { 200: json('Name and version', rootAnswer) },
  },
  {
    method: 'get',
    path: '/health',
    name: 'health',
    summary: 'Whether it can calibrate',
    description:
      '`degraded` where a network could not be loaded, with status 200; `model_loaded` tells of the default model.',
    answers: { 200: json('Health of now', healthAnswer) },
  },
  {
    method: 'get',
    path: '/models',
    name: 'models',
    summary: 'The models that can be calibrated',
    description:
      'Their names, the one taken where a request names none, and how many prices it expects.',
    answers: { 200: json('The models', modelsAnswer) },
  },
  {
    method: 'post',
    path: '/calibrate',
    name: 'calibrate',
    summary: 'The parameters that explain option prices',
    description:
      'The network’s answer to 200 call prices; with `"refine": true` the least-squares fit that starts there, also of other quotes. Errors are looked for in this order: body and fields, model, number of prices, anything else.',
    answers: {
      200: json('The parameters', calibratedAnswer, refinedAnswer),
      422: json('What is wrong with the request', validationErrors, contractError),
      503: json('The model’s network is not in memory and cannot be loaded', contractError),
      413: json('The body is larger than the server takes', contractError),
      429: tooMany,
    },
  },
  {
    method: 'post',
    path: '/calibrate/batch',
    name: 'calibrateBatch',
    summary: 'Many calibrations, a JSON line each',
    description:
      'An extension of the contract. Each line of the body is a request of `POST /calibrate`, of 8 MB at most, and is answered on a line of its own, in order and as it comes: the body of that answer, with the request’s `id` where it has one (a text or a number) and with what its headers say of the network. A line that cannot be answered has an object with `error` and `message`, and the rest go on. Blank lines are passed over. The status, 200, says only that lines are read.',
    answers: {
      200: { description: 'An answer a line', body: 'application/x-ndjson' },
      422: json('The body is missing, or is no JSON lines', validationErrors),
      429: tooMany,
    },
  },
  {
    method: 'post',
    path: '/warmup',
    name: 'warmUp',
    summary: 'Load every network and compile what runs it',
    description: '`partial` where a network could not be loaded; the message says which, and why.',
    answers: { 200: json('What is loaded', warmUpAnswer), 429: tooMany },
  },
  {
    method: 'delete',
    path: '/cache',
    name: 'clearCache',
    summary: 'Drop networks and answers',
    description:
      'Frees the networks with their graphics memory, and the answers kept. The next calibration loads again.',
    answers: { 200: json('It is done', cacheAnswer), 429: tooMany },
  },
  {
    method: 'get',
    path: '/metrics',
    name: 'metrics',
    summary: 'Counters and latencies',
    description: 'Of the requests answered here since it started, in Prometheus’ text format.',
    answers: { 200: { description: 'Metrics', body: 'text/plain' } },
  },
  {
    method: 'get',
    path: '/openapi.json',
    name: 'openApi',
    summary: 'This document',
    description: 'The contract in OpenAPI 3.1.',
    answers: { 200: { description: 'The document', body: 'application/json' } },
  },
  {
    method: 'get',
    path: '/docs',
    name: 'docs',
    summary: 'The contract as a page',
    description: 'Shows this document and sends requests.',
    answers: { 200: { description: 'The page', body: 'text/html' } },
  },
] as const satisfies readonly Route[];

export type RouteName = (typeof routes)[number]['name'];

/** Names of the schemas in the OpenAPI document. */
export const schemaNames: ReadonlyMap<z.ZodMiniType, string> = new Map<z.ZodMiniType, string>([
  [rootAnswer, 'Root'],
  [healthAnswer, 'Health'],
  [modelsAnswer, 'Models'],
  [calibratedAnswer, 'Calibration'],
  [refinedAnswer, 'RefinedCalibration'],
  [warmUpAnswer, 'WarmUp'],
  [cacheAnswer, 'CacheCleared'],
  [validationErrors, 'ValidationErrors'],
  [contractError, 'ContractError'],
  [httpError, 'HttpError'],
]);

/** Paths that tell nothing and cost nothing: probes and readers of the document need no token. */
export const openPaths: ReadonlySet<string> = new Set(['/', '/health', '/docs', '/openapi.json']);

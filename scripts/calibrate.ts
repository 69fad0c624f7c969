/**
 * Answers calibration requests of the REST contract: a JSON line in, a JSON line out.
 * Usage: node scripts/calibrate.ts [--workers 4] < requests.jsonl
 * Answers come in the order of the requests, from a thread for each core where nothing else is told.
 * With "refine": true a request is answered by the least-squares fit that starts from the network's
 * parameters, and may bring quotes as markets give them (docs/decisions/refinement.md), such as
 *
 *   {"refine": true, "model_name": "VarianceGamma", "spot_price": 100, "risk_free_rate": 0.04,
 *    "dividend_yield": 0.01, "objective": "vega", "quotes": [
 *     {"strike": 85, "maturity": 0.5, "option_type": "put", "bid": 1.22, "ask": 1.25},
 *     {"strike": 95, "maturity": 0.5, "option_type": "put", "bid": 3.15, "ask": 3.19},
 *     {"strike": 100, "maturity": 0.25, "bid": 4.06, "ask": 4.10},
 *     {"strike": 105, "maturity": 0.25, "bid": 1.66, "ask": 1.69},
 *     {"strike": 100, "maturity": 0.5, "bid": 6.32, "ask": 6.36},
 *     {"strike": 110, "maturity": 0.5, "option_type": "call", "price": 2.13}]}
 *
 * on one line. With "valuation_date": "2026-03-02" a quote may give "expiry": "2026-06-19" in place
 * of its maturity.
 */
import { parseArgs } from 'node:util';
import { openLinePool } from './batch/line-pool.ts';
import { workerCount } from './batch/worker-count.ts';
import { answerLines } from './json-lines.ts';

/** Lines for each thread: one that it answers, and some that wait while the first is a long one. */
const AHEAD = 8;

const { values } = parseArgs({ options: { workers: { type: 'string' } } });
const workers = workerCount(values.workers);
const pool = openLinePool(workers);
await answerLines(pool.answer, AHEAD * workers);
pool.close();

/**
 * Answers calibration requests of the REST contract: a JSON line in, a JSON line out.
 * Usage: node scripts/calibrate.ts < requests.jsonl
 * With "refine": true a request is answered by the least-squares fit that starts from the network's
 * parameters, with standard errors and correlation; "objective" is price, relative or vega.
 */
import { answerRefinedLine } from '../src/api/refined-line.ts';
import { localService } from '../src/calibration/local-service.ts';
import { loadNetwork } from '../src/network/load-network.ts';
import { readNetworkFile } from '../src/training/store.ts';
import { answerLines } from './json-lines.ts';

const service = localService((model) => loadNetwork(model, readNetworkFile));
await answerLines((line) => answerRefinedLine(line, service));

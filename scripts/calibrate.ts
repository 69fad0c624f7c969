/**
 * Answers calibration requests of the REST contract: a JSON line in, a JSON line out.
 * Usage: node scripts/calibrate.ts < requests.jsonl
 */
import { answerLine } from '../src/api/calibrate-answer.ts';
import { localService } from '../src/calibration/local-service.ts';
import { loadNetwork } from '../src/network/load-network.ts';
import { readNetworkFile } from '../src/training/store.ts';
import { answerLines } from './json-lines.ts';

const service = localService((model) => loadNetwork(model, readNetworkFile));
await answerLines((line) => answerLine(line, service));

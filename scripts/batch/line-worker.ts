import { parentPort } from 'node:worker_threads';
import { answerLine } from '../../src/api/calibrate-answer.ts';
import { localService } from '../../src/calibration/local-service.ts';
import { loadNetwork } from '../../src/network/load-network.ts';
import { networkFiles } from '../../src/training/learning/store.ts';

/** The entry of a thread that answers a line at a time. */

const service = localService((model) => loadNetwork(model, networkFiles()));

parentPort?.on('message', (text: string) => {
  void answerLine(text, service).then((answer) => parentPort?.postMessage(answer));
});

import type { CalibrationService } from '../calibration/service.ts';
import { type Answer, failed } from './answer.ts';
import { type AnswerOptions, answerCalibrate, lineBody } from './calibrate-answer.ts';
import { parseJson } from './json-text.ts';
import { LONGEST_LINE, type TextLine, textLines } from './text-lines.ts';

/** Media type of JSON lines. */
export const jsonLinesType = 'application/x-ndjson';

/** Lines that are calibrated at the same time, so that no engine waits for the next to be read. */
const AT_ONCE = 8;

export interface BatchAnswerOptions extends AnswerOptions {
  /** Told of every line's answer. */
  readonly onAnswer?: (answer: Answer) => void;
  /** Called once, when the last line is answered or nobody takes any more. */
  readonly onEnd?: () => void;
}

/**
 * Answers JSON lines as `POST /calibrate` answers each, with the line's own `id`, in their order, as
 * they come: a line that cannot be answered has an error of its own, and the rest go on. Reads on
 * only as the answers are taken, and stops where nobody takes them any more.
 */
export function answerBatch(
  body: ReadableStream<Uint8Array>,
  service: CalibrationService,
  { signal, onAnswer, onEnd, ...options }: BatchAnswerOptions = {},
): ReadableStream<Uint8Array> {
  let isOver = false;
  const end = () => {
    if (!isOver) onEnd?.();
    isOver = true;
  };
  const stop = new AbortController();
  const stopped = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  const encoder = new TextEncoder();
  const answers = inOrder(textLines(body, { signal: stopped }), async (line) => {
    const { answer, id } = await answerOf(line, service, { ...options, signal: stopped });
    onAnswer?.(answer);
    return `${JSON.stringify({ ...id, ...lineBody(answer) })}\n`;
  });
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          stopped.throwIfAborted();
          const { value, done } = await answers.next();
          if (!done) return controller.enqueue(encoder.encode(value));
          controller.close();
          end();
        } catch (error) {
          end();
          void answers.return().catch(() => {});
          throw error;
        }
      },
      async cancel(reason) {
        stop.abort(reason);
        end();
        // What is under way rejects, as nobody hears.
        await answers.return().catch(() => {});
        // Nothing was asked for, and nobody reads it.
        if (!body.locked) await body.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

/** The answers to the lines that hold something, some of them under way at the same time. */
async function* inOrder(
  read: AsyncIterable<readonly TextLine[]>,
  answer: (line: TextLine) => Promise<string>,
): AsyncGenerator<string, void> {
  const under: Promise<string>[] = [];
  for await (const lines of read) {
    for (const line of lines) {
      if (line.text?.trim() === '') continue;
      const answering = answer(line);
      // Looked at in its turn.
      answering.catch(() => {});
      under.push(answering);
      if (under.length >= AT_ONCE) yield under.shift() as Promise<string>;
    }
    // What is here is not kept waiting for what is still to come.
    while (under.length > 0) yield under.shift() as Promise<string>;
  }
}

async function answerOf(
  { text, number }: TextLine,
  service: CalibrationService,
  options: AnswerOptions,
): Promise<{ readonly answer: Answer; readonly id: { readonly id?: unknown } }> {
  if (text === undefined) {
    const message = `Line ${number} is longer than ${LONGEST_LINE} characters.`;
    const answer = failed(413, 'RequestTooLargeError', message, {
      limit: LONGEST_LINE,
      line: number,
    });
    return { answer, id: {} };
  }
  const line = text.trim();
  return { answer: await answerCalibrate(line, service, options), id: idOf(line) };
}

function idOf(line: string): { readonly id?: unknown } {
  if (!line.includes('"id"')) return {};
  const json = parseJson(line);
  const { id } = Object(json.ok ? json.value : {}) as { readonly id?: unknown };
  return typeof id === 'string' || typeof id === 'number' ? { id } : {};
}

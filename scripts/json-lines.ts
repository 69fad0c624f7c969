import { createInterface } from 'node:readline';

/**
 * Answers every line of standard input with one JSON line on standard output, in order. `answer`
 * takes the line's text, without spaces or byte-order mark around it; a line that it throws on is
 * answered with `error` and `message`, and the rest go on. Blank lines are passed over.
 */
export async function answerLines(answer: (text: string) => unknown): Promise<void> {
  // A reader that has enough, such as head, closes the pipe.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const text = line.trim();
    if (text === '') continue;
    let result: unknown;
    try {
      result = await answer(text);
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      result = { error: name, message };
    }
    process.stdout.write(`${JSON.stringify(result)}\n`);
  }
}

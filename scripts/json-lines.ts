import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * Answers every line of standard input with one JSON line on standard output, in order, and as soon
 * as it and those before it are answered: some wait for an answer before they ask again. `answer` takes the line's text, without spaces or byte-order mark around it; a line that it throws on is
 * answered with `error` and `message`, and the rest go on. Blank lines are passed over.
 * @param atOnce lines that are answered at the same time
 */
export async function answerLines(answer: (text: string) => unknown, atOnce = 1): Promise<void> {
  // A reader that has enough, such as head, closes the pipe.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
  const under: Promise<void>[] = [];
  let written = Promise.resolve();
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const text = line.trim();
    if (text === '') continue;
    const answering = answered(answer, text);
    written = written.then(async () => {
      const own = `${JSON.stringify(await answering)}\n`;
      if (!process.stdout.write(own)) await once(process.stdout, 'drain');
    });
    under.push(written);
    if (under.length >= atOnce) await under.shift();
  }
  await written;
}

async function answered(answer: (text: string) => unknown, text: string): Promise<unknown> {
  try {
    return await answer(text);
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { error: name, message };
  }
}

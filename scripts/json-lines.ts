import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * Answers every line of standard input with one JSON line on standard output, in order. `answer`
 * takes the line's text, without spaces or byte-order mark around it; a line that it throws on is
 * answered with `error` and `message`, and the rest go on. Blank lines are passed over.
 * @param atOnce lines that are answered at the same time
 */
export async function answerLines(answer: (text: string) => unknown, atOnce = 1): Promise<void> {
  // A reader that has enough, such as head, closes the pipe.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
  const under: Promise<unknown>[] = [];
  const write = async () => {
    const text = `${JSON.stringify(await under.shift())}\n`;
    if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  };
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const text = line.trim();
    if (text === '') continue;
    under.push(answered(answer, text));
    if (under.length >= atOnce) await write();
  }
  while (under.length > 0) await write();
}

async function answered(answer: (text: string) => unknown, text: string): Promise<unknown> {
  try {
    return await answer(text);
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { error: name, message };
  }
}

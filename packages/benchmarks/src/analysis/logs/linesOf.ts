import { createReadStream } from 'node:fs';

/**
 * The lines of a UTF-8 file, in order, as it is read: separated by line feeds only (a carriage return, a line separator or
 * a NUL is text), the last one with or without its line feed. Holds one chunk and one line. Fails as the file does.
 */
export async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = String(chunk).split('\n');
    lines[0] = rest + lines[0];
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

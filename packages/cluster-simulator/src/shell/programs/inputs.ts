import { noInput } from '../bytePipe';
import type { ProgramContext } from '../Program';
import { resolvePath } from '../resolvePath';

/** The bytes of the files that are named, or of stdin when none is, or it is `-`. */
export async function* inputsOf(
  { files, state, stdin }: ProgramContext,
  names: readonly string[],
): AsyncGenerator<{
  readonly name: string;
  readonly bytes: AsyncIterable<Buffer>;
}> {
  for (const name of names.length > 0 ? names : ['-']) {
    if (name === '-') yield { name, bytes: stdin };
    else if (name === '/dev/null') yield { name, bytes: noInput() };
    else
      yield { name, bytes: once(files.read(resolvePath(state.folder, name))) };
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  if (bytes.length > 0) yield bytes;
}

/** Lines without their ends; the last may lack one. A line of more than 1 MiB comes in parts. */
export async function* linesOf(
  bytes: AsyncIterable<Buffer>,
): AsyncGenerator<string> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of bytes) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
    if (rest.length > 1_048_576) {
      yield rest;
      rest = '';
    }
  }
  if (rest) yield rest;
}

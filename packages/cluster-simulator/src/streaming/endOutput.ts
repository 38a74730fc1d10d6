import type { Writable } from 'node:stream';

/** Writes the last of an output and resolves once all of it has gone out, or when the client is gone. */
export function endOutput(
  stream: Writable | undefined,
  text = '',
): Promise<void> {
  return new Promise(resolve => {
    if (!stream || stream.destroyed || stream.writableEnded) {
      resolve();
      return;
    }
    stream.once('close', resolve);
    stream.end(text, () => resolve());
  });
}

import type { Readable } from 'node:stream';

/** What a stream has delivered so far, when asked. */
export function collect(stream: Readable): () => string {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', chunk => {
    text += chunk;
  });
  return () => text;
}

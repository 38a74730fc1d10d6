import { once } from 'node:events';
import { PassThrough, type Writable } from 'node:stream';
import { BrokenPipeError, type ByteSink } from './Program';

/** A pipe between two programs of a pipeline. */
export interface BytePipe {
  readonly source: AsyncIterable<Buffer>;
  readonly sink: ByteSink;
  /** The writer has no more to say. */
  end(): void;
  /** The reader is done; writing on is a broken pipe. */
  close(): void;
}

export function createBytePipe(): BytePipe {
  const stream = new PassThrough();
  return {
    source: stream,
    sink: sinkOf(stream),
    end: () => stream.end(),
    close: () => stream.destroy(),
  };
}

/** Writes to a stream as fast as it is read. */
export function sinkOf(stream: Writable): ByteSink {
  stream.on('error', () => {
    // Whoever writes next hears of it.
  });
  return {
    async write(data) {
      if (!stream.writable) throw new BrokenPipeError();
      if (stream.write(data)) return;
      await Promise.race([once(stream, 'drain'), once(stream, 'close')]);
      if (stream.destroyed) throw new BrokenPipeError();
    },
  };
}

/** Keeps what is written, up to a limit. */
export function createCollector(maxBytes = 1_048_576): {
  readonly sink: ByteSink;
  text(): string;
} {
  const chunks: Buffer[] = [];
  let length = 0;
  return {
    sink: {
      async write(data) {
        const chunk = Buffer.from(data).subarray(0, maxBytes - length);
        chunks.push(chunk);
        length += chunk.length;
      },
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
  };
}

export const NO_SINK: ByteSink = { write: async () => {} };

/** Nothing to read. */
export async function* noInput(): AsyncGenerator<Buffer> {
  yield* [];
}

/** Everything, up to a limit. Throws an Error beyond it. */
export async function readAll(
  source: AsyncIterable<Buffer>,
  maxBytes = 64 * 1_048_576,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    length += chunk.length;
    if (length > maxBytes)
      throw new Error(`input of more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

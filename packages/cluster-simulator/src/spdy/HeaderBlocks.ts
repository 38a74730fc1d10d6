import { constants, createDeflate, createInflate } from 'node:zlib';
import type { Transform } from 'node:stream';
import { SPDY_DICTIONARY } from './spdyDictionary';

export type SpdyHeaders = Readonly<Record<string, string>>;

const MAX_HEADER_BYTES = 64 * 1024;

/** The header blocks of one connection: each direction is one zlib stream from the first block to the last, so order matters. */
export class HeaderBlocks {
  readonly #inflate = createInflate({
    dictionary: SPDY_DICTIONARY,
    flush: constants.Z_SYNC_FLUSH,
  });
  readonly #deflate = createDeflate({
    dictionary: SPDY_DICTIONARY,
    flush: constants.Z_SYNC_FLUSH,
  });

  /** Rejects when the block is not what was announced. Await one before the next. */
  async read(block: Buffer): Promise<SpdyHeaders> {
    return parseHeaders(await pass(this.#inflate, block));
  }

  /** Await one before the next. */
  write(headers: SpdyHeaders): Promise<Buffer> {
    const texts = Object.entries(headers).flatMap(pair =>
      pair.map(text => {
        const bytes = Buffer.from(text);
        return Buffer.concat([uint32(bytes.length), bytes]);
      }),
    );
    return pass(
      this.#deflate,
      Buffer.concat([uint32(Object.keys(headers).length), ...texts]),
    );
  }

  dispose(): void {
    this.#inflate.destroy();
    this.#deflate.destroy();
  }
}

function pass(codec: Transform, input: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const output: Buffer[] = [];
    let length = 0;
    const onData = (chunk: Buffer) => {
      length += chunk.length;
      if (length <= MAX_HEADER_BYTES) output.push(chunk);
    };
    let isSettled = false;
    const settle = (error?: Error | null) => {
      if (isSettled) return;
      isSettled = true;
      codec.off('data', onData);
      codec.off('error', settle);
      if (error) reject(error);
      else if (length > MAX_HEADER_BYTES)
        reject(new Error(`headers of ${length} bytes are too long`));
      else resolve(Buffer.concat(output));
    };
    codec.on('data', onData);
    codec.once('error', settle);
    const onClose = () => settle(new Error('the connection is closed'));
    codec.once('close', onClose);
    codec.write(input, error => {
      codec.off('close', onClose);
      settle(error);
    });
  });
}

function parseHeaders(block: Buffer): SpdyHeaders {
  let at = 0;
  const number = () => {
    const value = block.readUInt32BE(at);
    at += 4;
    return value;
  };
  const text = () => {
    const length = number();
    if (at + length > block.length) throw new Error('a header is cut off');
    const value = block.toString('utf8', at, at + length);
    at += length;
    return value;
  };
  const headers: [string, string][] = [];
  for (let left = number(); left > 0; left -= 1)
    headers.push([text().toLowerCase(), text()]);
  return Object.fromEntries(headers);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

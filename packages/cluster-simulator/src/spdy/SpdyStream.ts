import { Duplex } from 'node:stream';
import type { SpdyHeaders } from './HeaderBlocks';

/** What a stream asks of its connection. */
export interface SpdyStreamPort {
  /** Calls `done` once the bytes are handed to the connection. */
  sendData(
    data: Buffer,
    isLast: boolean,
    done: (error?: Error | null) => void,
  ): void;
  /** So many more bytes may come. */
  grant(byteCount: number): void;
  reset(): void;
}

/** One stream of a SPDY connection; ends when both sides said their last. */
export class SpdyStream extends Duplex {
  readonly id: number;
  /** Of the client's SYN_STREAM, names in lower case. */
  readonly headers: SpdyHeaders;
  readonly #port: SpdyStreamPort;
  #owedBytes = 0;

  constructor(id: number, headers: SpdyHeaders, port: SpdyStreamPort) {
    super({ allowHalfOpen: true });
    this.id = id;
    this.headers = headers;
    this.#port = port;
  }

  /** Bytes from the client. The client may send more only once they are wanted. */
  receive(data: Buffer, isLast: boolean): void {
    if (data.length > 0) {
      this.#owedBytes += data.length;
      if (this.push(data)) this.#grant();
    }
    if (isLast) this.push(null);
  }

  override _read(): void {
    this.#grant();
  }

  override _write(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: (error?: Error | null) => void,
  ): void {
    this.#port.sendData(chunk, false, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#port.sendData(Buffer.alloc(0), true, done);
  }

  override _destroy(
    error: Error | null,
    done: (error?: Error | null) => void,
  ): void {
    if (!this.writableFinished || !this.readableEnded) this.#port.reset();
    done(error);
  }

  #grant(): void {
    if (this.#owedBytes === 0) return;
    this.#port.grant(this.#owedBytes);
    this.#owedBytes = 0;
  }
}

import type { Duplex } from 'node:stream';
import { HeaderBlocks } from './HeaderBlocks';
import { SpdyStream } from './SpdyStream';

const CONTROL_VERSION = 0x8003;
const SYN_STREAM = 1;
const SYN_REPLY = 2;
const RST_STREAM = 3;
const PING = 6;
const GOAWAY = 7;
const WINDOW_UPDATE = 9;
const FLAG_FIN = 1;
const RST_CANCEL = 5;
const HEADER_BYTES = 8;
/** A connection that opens more than this is not kubectl. */
const MAX_STREAMS = 1_000;

/**
 * The server's end of a SPDY/3.1 connection, as far as Kubernetes streaming needs it: streams that the client opens, data both
 * ways, pings. Its own data goes out without regard to the client's window, as clients of Kubernetes never limit it.
 *
 * - `onStream` is called in the order of the client's SYN_STREAMs, after each was answered.
 * - When the transport ends or breaks, every stream is destroyed and `onClose` called once.
 */
export class SpdySession {
  readonly #transport: Duplex;
  readonly #onStream: (stream: SpdyStream) => void;
  readonly #headers = new HeaderBlocks();
  readonly #streams = new Map<number, SpdyStream>();

  constructor(
    transport: Duplex,
    onStream: (stream: SpdyStream) => void,
    onClose: () => void,
  ) {
    this.#transport = transport;
    this.#onStream = onStream;
    transport.on('error', () => {
      // Followed by 'close'.
    });
    const end = () => {
      this.#dispose();
      onClose();
    };
    // A goodbye, a reset and a broken frame end all streams alike.
    this.#run().then(end, end);
  }

  /** Says goodbye and ends the connection once everything written has gone out. */
  close(): void {
    if (this.#transport.writable)
      this.#transport.end(controlFrame(GOAWAY, 0, Buffer.alloc(8)));
  }

  async #run(): Promise<void> {
    let rest = Buffer.alloc(0);
    for await (const chunk of this.#transport) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      for (;;) {
        if (rest.length < HEADER_BYTES) break;
        const end = HEADER_BYTES + rest.readUIntBE(5, 3);
        if (rest.length < end) break;
        await this.#receive(rest.subarray(0, end));
        rest = rest.subarray(end);
      }
    }
  }

  async #receive(frame: Buffer): Promise<void> {
    const flags = frame[4];
    const payload = frame.subarray(HEADER_BYTES);
    // eslint-disable-next-line no-bitwise
    if ((frame[0] & 0x80) === 0) {
      this.#receiveData(frame.readUInt32BE(0), payload, isLast(flags));
      return;
    }
    switch (frame.readUInt16BE(2)) {
      case SYN_STREAM:
        await this.#open(payload, isLast(flags));
        return;
      case RST_STREAM:
        this.#streams.get(payload.readUInt32BE(0))?.destroy();
        return;
      case PING:
        this.#write(frame);
        return;
      default:
      // SETTINGS, GOAWAY, HEADERS and WINDOW_UPDATE ask nothing of this end.
    }
  }

  #receiveData(id: number, data: Buffer, last: boolean): void {
    const stream = this.#streams.get(id);
    if (stream) stream.receive(data, last);
    // The window of the connection is open for all; that of a stream opens as it is read.
    if (data.length > 0) this.#grant(0, data.length);
  }

  async #open(payload: Buffer, last: boolean): Promise<void> {
    const id = payload.readUInt32BE(0);
    const headers = await this.#headers.read(payload.subarray(10));
    if (this.#streams.size >= MAX_STREAMS) {
      this.#reset(id);
      return;
    }
    const stream = new SpdyStream(id, headers, {
      sendData: (data, isLastOne, done) =>
        this.#write(dataFrame(id, isLastOne, data), done),
      grant: byteCount => this.#grant(id, byteCount),
      reset: () => this.#reset(id),
    });
    this.#streams.set(id, stream);
    stream.once('close', () => this.#streams.delete(id));
    stream.on('error', () => {
      // Followed by 'close'; whoever reads or writes it hears of it too.
    });
    const reply = await this.#headers.write({});
    this.#write(controlFrame(SYN_REPLY, 0, Buffer.concat([uint32(id), reply])));
    this.#onStream(stream);
    if (last) stream.receive(Buffer.alloc(0), true);
  }

  #grant(id: number, byteCount: number): void {
    this.#write(
      controlFrame(
        WINDOW_UPDATE,
        0,
        Buffer.concat([uint32(id), uint32(byteCount)]),
      ),
    );
  }

  #reset(id: number): void {
    this.#write(
      controlFrame(
        RST_STREAM,
        0,
        Buffer.concat([uint32(id), uint32(RST_CANCEL)]),
      ),
    );
  }

  #write(frame: Buffer, done?: (error?: Error | null) => void): void {
    if (this.#transport.writable) this.#transport.write(frame, done);
    else done?.(new Error('the connection is closed'));
  }

  #dispose(): void {
    for (const stream of [...this.#streams.values()]) stream.destroy();
    this.#headers.dispose();
    this.#transport.destroy();
  }
}

function isLast(flags: number): boolean {
  // eslint-disable-next-line no-bitwise
  return (flags & FLAG_FIN) !== 0;
}

function controlFrame(type: number, flags: number, payload: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16BE(CONTROL_VERSION, 0);
  header.writeUInt16BE(type, 2);
  header[4] = flags;
  header.writeUIntBE(payload.length, 5, 3);
  return Buffer.concat([header, payload]);
}

function dataFrame(id: number, last: boolean, data: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(id, 0);
  header[4] = last ? FLAG_FIN : 0;
  header.writeUIntBE(data.length, 5, 3);
  return Buffer.concat([header, data]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

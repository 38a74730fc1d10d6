import { once } from 'node:events';
import { duplexPair, type Duplex } from 'node:stream';
import { HeaderBlocks } from './HeaderBlocks';
import { SpdySession } from './SpdySession';
import type { SpdyStream } from './SpdyStream';

const turn = () => new Promise(resolve => setImmediate(resolve));

/** A client by hand: sends frames and reads those that come. */
function connect() {
  const [client, server] = duplexPair();
  const opened: SpdyStream[] = [];
  const onClose = jest.fn();
  const session = new SpdySession(
    server,
    stream => opened.push(stream),
    onClose,
  );
  const headers = new HeaderBlocks();
  return {
    client,
    opened,
    onClose,
    session,
    async open(id: number, values: Record<string, string>, flags = 0) {
      const block = await headers.write(values);
      const payload = Buffer.alloc(10);
      payload.writeUInt32BE(id);
      const before = opened.length;
      client.write(control(1, flags, Buffer.concat([payload, block])));
      while (opened.length === before) await turn();
    },
    send: (id: number, text: string, isLast = false) =>
      client.write(data(id, text, isLast)),
    frames: (count: number) => readFrames(client, count),
  };
}

function control(type: number, flags: number, payload: Buffer): Buffer {
  const head = Buffer.from([0x80, 3, 0, type, flags, 0, 0, 0]);
  head.writeUIntBE(payload.length, 5, 3);
  return Buffer.concat([head, payload]);
}

function data(id: number, text: string, isLast: boolean): Buffer {
  const head = Buffer.from([0, 0, 0, id, isLast ? 1 : 0, 0, 0, 0]);
  head.writeUIntBE(text.length, 5, 3);
  return Buffer.concat([head, Buffer.from(text)]);
}

/** Frames other than WINDOW_UPDATE, in words. */
async function readFrames(client: Duplex, count: number): Promise<string[]> {
  const frames: string[] = [];
  let rest = Buffer.alloc(0);
  while (frames.length < count) {
    const chunk: Buffer | null = client.read();
    if (!chunk) {
      if (client.readableEnded) break;
      await turn();
      continue;
    }
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 8 && rest.length >= 8 + rest.readUIntBE(5, 3)) {
      const payload = rest.subarray(8, 8 + rest.readUIntBE(5, 3));
      const isControl = rest[0] === 0x80;
      const type = rest[3];
      if (!isControl)
        frames.push(
          `data ${rest.readUInt32BE(0)} "${payload}"${
            rest[4] === 1 ? ' fin' : ''
          }`,
        );
      else if (type !== 9)
        frames.push(`control ${type} of ${payload.readUInt32BE(0)}`);
      rest = rest.subarray(8 + payload.length);
    }
  }
  return frames;
}

describe('SpdySession', () => {
  it('opens streams with their headers, also behind others on the same compression', async () => {
    const { open, opened, frames } = connect();
    await open(1, { streamtype: 'error', port: '80' });
    await open(3, { StreamType: 'data', port: '80', requestid: 'ünï' });
    expect(opened.map(({ id, headers }) => [id, headers])).toEqual([
      [1, { streamtype: 'error', port: '80' }],
      [3, { streamtype: 'data', port: '80', requestid: 'ünï' }],
    ]);
    expect(await frames(2)).toEqual(['control 2 of 1', 'control 2 of 3']);
  });

  it('carries data both ways and half closes', async () => {
    const { open, opened, send, frames } = connect();
    await open(1, { streamtype: 'stdin' });
    send(1, 'a');
    send(1, 'b', true);
    const [stream] = opened;
    let received = '';
    stream.on('data', chunk => (received += chunk));
    await once(stream, 'end');
    expect(received).toBe('ab');
    stream.write('c');
    stream.end('d');
    expect(await frames(4)).toEqual([
      'control 2 of 1',
      'data 1 "c"',
      'data 1 "d"',
      'data 1 "" fin',
    ]);
  });

  it('reads frames however they are cut', async () => {
    const { open, opened, client } = connect();
    await open(1, {});
    for (const byte of data(1, 'hello', true)) {
      client.write(Buffer.from([byte]));
      await turn();
    }
    const received: string[] = [];
    for await (const chunk of opened[0]) received.push(String(chunk));
    expect(received.join('')).toBe('hello');
  });

  it('answers pings and ignores what it need not know', async () => {
    const { client, frames } = connect();
    client.write(control(4, 0, Buffer.alloc(4)));
    client.write(control(6, 0, Buffer.from([0, 0, 0, 7])));
    expect(await frames(1)).toEqual(['control 6 of 7']);
  });

  it('resets a stream that is destroyed, and destroys one that is reset', async () => {
    const { open, opened, client, frames } = connect();
    await open(1, {});
    await open(3, {});
    opened[0].destroy();
    expect(await frames(3)).toEqual([
      'control 2 of 1',
      'control 2 of 3',
      'control 3 of 1',
    ]);
    const closed = once(opened[1], 'close');
    client.write(control(3, 0, Buffer.from([0, 0, 0, 3, 0, 0, 0, 5])));
    await closed;
  });

  it.each([
    ['the client leaves', (client: Duplex) => client.end()],
    [
      'a header block is no compressed data',
      (client: Duplex) =>
        client.write(
          control(
            1,
            0,
            Buffer.concat([Buffer.alloc(10), Buffer.from('nonsense')]),
          ),
        ),
    ],
    [
      'a frame is cut short',
      (client: Duplex) => client.write(control(3, 0, Buffer.alloc(1))),
    ],
  ])('destroys every stream when %s', async (_name, break_) => {
    const { open, opened, client, onClose } = connect();
    await open(1, {});
    const closed = once(opened[0], 'close');
    break_(client);
    await closed;
    while (onClose.mock.calls.length === 0) await turn();
    expect(onClose).toHaveBeenCalledTimes(1);
  });
});

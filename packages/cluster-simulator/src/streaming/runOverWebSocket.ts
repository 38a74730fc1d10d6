import { PassThrough, Writable } from 'node:stream';
import type { WebSocket } from 'ws';
import type { RunCommand } from './CommandStreams';
import { runToOutcome } from './runToOutcome';
import { endOutput } from './endOutput';
import type { SessionStreams } from './SessionStreams';
import { TerminalResizes } from './TerminalResizes';
import { toOutcomeStatus } from './toOutcomeStatus';

/** Channels of `v4.channel.k8s.io` and `v5.channel.k8s.io`: the first byte of every message. */
const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;
const ERROR = 3;
const RESIZE = 4;
/** Of v5: the next byte names the channel that ends. */
const CLOSE = 255;
const MAX_UNREAD_STDIN_BYTES = 1_048_576;

/** Serves one exec or attach session over channels of a WebSocket, to the end. */
export async function runOverWebSocket(
  socket: WebSocket,
  wanted: SessionStreams,
  run: RunCommand,
): Promise<void> {
  const gone = new AbortController();
  const resizes = new TerminalResizes();
  const stdin = wanted.stdin ? new PassThrough() : undefined;
  stdin?.on('drain', () => socket.resume());
  socket.on('close', () => {
    gone.abort();
    stdin?.end();
  });
  socket.on('error', () => {
    // Followed by 'close'.
  });
  socket.on('message', data => {
    const message = bytesOf(data);
    const payload = message.subarray(1);
    if (message[0] === STDIN && payload.length > 0 && stdin?.writable) {
      stdin.write(payload);
      if (stdin.writableLength > MAX_UNREAD_STDIN_BYTES) socket.pause();
    } else if (message[0] === RESIZE) resizes.receive(payload);
    else if (message[0] === CLOSE && payload[0] === STDIN) stdin?.end();
  });

  const stdout = wanted.stdout ? channelOf(socket, STDOUT) : undefined;
  const stderr =
    wanted.stderr && !wanted.isTerminal ? channelOf(socket, STDERR) : undefined;
  const outcome = await runToOutcome(run, {
    ...(stdin && { stdin }),
    ...(stdout && { stdout }),
    ...(stderr && { stderr }),
    isTerminal: wanted.isTerminal,
    onResize: listener => resizes.on(listener),
    signal: gone.signal,
  });
  await endOutput(stdout);
  await endOutput(stderr);
  await send(
    socket,
    ERROR,
    Buffer.from(JSON.stringify(toOutcomeStatus(outcome))),
  );
  socket.close(1000);
}

function channelOf(socket: WebSocket, channel: number): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      send(socket, channel, chunk).then(() => done(), done);
    },
  });
}

/** Resolves also when the client is gone: nobody is left to tell. */
function send(socket: WebSocket, channel: number, data: Buffer): Promise<void> {
  return new Promise(resolve => {
    if (socket.readyState !== socket.OPEN) {
      resolve();
      return;
    }
    socket.send(Buffer.concat([Buffer.from([channel]), data]), () => resolve());
  });
}

/** A message of `ws`, which may come in one piece or several. */
export function bytesOf(data: Buffer | ArrayBuffer | Buffer[]): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}

import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Connect } from './forwardOverSpdy';
import { bytesOf } from './runOverWebSocket';

const MAX_UNSENT_BYTES = 1_048_576;

/**
 * Forwards one connection per port over channels of a WebSocket, the older form that `@kubernetes/client-node` speaks: data of the port at
 * index i travels on channel 2i, errors on 2i + 1; each channel first says its port, little endian.
 */
export function forwardOverChannels(
  socket: WebSocket,
  ports: readonly number[],
  connect: Connect,
): void {
  const targets = new Map<number, Duplex>();
  const send = (channel: number, data: Buffer, done?: () => void) => {
    if (socket.readyState !== socket.OPEN) done?.();
    else
      socket.send(Buffer.concat([Buffer.from([channel]), data]), () =>
        done?.(),
      );
  };
  socket.on('close', () => {
    for (const target of targets.values()) target.destroy();
  });
  socket.on('error', () => {
    // Followed by 'close'.
  });
  socket.on('message', data => {
    const message = bytesOf(data);
    const target = targets.get(message[0]);
    if (!target?.writable) return;
    target.write(message.subarray(1));
    if (target.writableLength > MAX_UNSENT_BYTES) {
      socket.pause();
      target.once('drain', () => socket.resume());
    }
  });
  ports.forEach((port, index) => {
    const dataChannel = index * 2;
    const announced = Buffer.alloc(2);
    announced.writeUInt16LE(port);
    send(dataChannel, announced);
    send(dataChannel + 1, announced);
    const fail = (error: unknown) =>
      send(
        dataChannel + 1,
        Buffer.from(error instanceof Error ? error.message : String(error)),
      );
    try {
      const target = connect(port);
      targets.set(dataChannel, target);
      target.on('error', fail);
      target.on('close', () => {
        targets.delete(dataChannel);
        if (targets.size === 0) socket.close(1000);
      });
      target.on('data', (data: Buffer) => {
        target.pause();
        send(dataChannel, data, () => target.resume());
      });
    } catch (error) {
      fail(error);
    }
  });
}

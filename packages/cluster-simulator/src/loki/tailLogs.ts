import { evaluateLogs, type LogExpr, type ResultStream } from '@orrery/logql';
import type { WebSocket } from 'ws';
import type { SimulationClock } from '../clock/SimulationClock';
import type { LokiApiContext } from './LokiApi';
import { runSliced } from './runSliced';
import { nanosOf, toStreamsJson } from './toStreamsJson';

export interface TailOptions {
  readonly expr: LogExpr;
  /** Lines from then on, before those that are written now. */
  readonly startMs: number;
  /** How much later lines are told, so that late ones find their place. */
  readonly delayMs: number;
  /** Of the past, and of each turn. */
  readonly limit: number;
}

const TURN_MS = 500;
/** A client that lets so much pile up is told which lines it misses. */
const MAX_PENDING_BYTES = 1_048_576;

/**
 * Sends lines as they are written, twice a second of the cluster's time: `{streams, dropped_entries}`. Ends with the socket; reports
 * to the client what fails. Lines that a slow client has no room for are dropped and named.
 */
export function tailLogs(
  socket: WebSocket,
  context: LokiApiContext,
  clock: SimulationClock,
  { expr, startMs, delayMs, limit }: TailOptions,
): void {
  const { source, elapsedMs } = context;
  const closed = new AbortController();
  let cancel = () => {};
  let readToMs = startMs;
  let dropped: { labels: ResultStream['labels']; timestamp: string }[] = [];

  async function turn(): Promise<void> {
    const endMs = clock.nowMs() - delayMs + 1;
    if (endMs > readToMs) {
      const query = { startMs: readToMs, endMs, limit };
      const { streams } = await runSliced(
        evaluateLogs(expr, { ...query, direction: 'backward' }, source),
        elapsedMs,
        closed.signal,
      );
      readToMs = endMs;
      send(streams.map(oldestFirst));
    }
    if (!closed.signal.aborted) cancel = clock.schedule(TURN_MS, run);
  }

  function send(streams: readonly ResultStream[]): void {
    if (streams.length === 0) return;
    if (socket.bufferedAmount > MAX_PENDING_BYTES) {
      const missed = streams.flatMap(({ labels, entries }) =>
        entries.map(({ timeMs }) => ({ labels, timestamp: nanosOf(timeMs) })),
      );
      dropped = [...dropped, ...missed].slice(-limit);
      return;
    }
    const told = dropped.length > 0 ? JSON.stringify(dropped) : 'null';
    dropped = [];
    socket.send(
      `{"streams":${toStreamsJson(streams)},"dropped_entries":${told}}`,
    );
  }

  function run(): void {
    turn().catch((error: unknown) => {
      if (closed.signal.aborted) return;
      const reason = error instanceof Error ? error.message : String(error);
      socket.close(1011, reason.slice(0, 120));
    });
  }

  socket.on('close', () => {
    closed.abort();
    cancel();
  });
  socket.on('error', () => socket.terminate());
  run();
}

function oldestFirst({ labels, entries }: ResultStream): ResultStream {
  return { labels, entries: [...entries].reverse() };
}

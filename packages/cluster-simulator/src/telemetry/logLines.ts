import { fractionOf } from '../random/createRandom';
import { daySeason } from './containerUsage';
import { formatLogLine, type LogRecord } from './formatLogLine';
import type { LogFormat } from '../fleet/ServiceBlueprint';

/** Whose log it is. */
export interface LogStream {
  readonly namespace: string;
  readonly podName: string;
  readonly container: string;
  readonly service: string;
  readonly format: LogFormat;
  readonly startedAtMs: number;
  /** The container ended then; no line is later. */
  readonly endedAtMs?: number;
  /** It ended badly: its last lines say so. */
  readonly failure?: string;
}

export interface LogLine {
  readonly timeMs: number;
  readonly text: string;
}

/** Lines of start-up, in the first seconds of a run. */
const START_UP = [
  'starting',
  'configuration loaded',
  'connected to dependencies',
  'listening',
];

/**
 * The lines a container wrote in (fromMs, toMs], oldest first: a pure function of the stream and time, so that the
 * same question gets the same answer and a follower can go on from where it is. O(lines).
 */
export function* logLines(
  stream: LogStream,
  fromMs: number,
  toMs: number,
): Generator<LogLine> {
  const startMs = Math.max(fromMs, stream.startedAtMs - 1);
  const endMs = Math.min(toMs, stream.endedAtMs ?? toMs);
  const intervalMs = intervalOf(stream);
  const firstSlot = Math.floor(startMs / intervalMs) - 1;
  for (let slot = firstSlot; slot * intervalMs <= endMs; slot++) {
    const line = lineOfSlot(stream, slot, intervalMs);
    if (line && line.timeMs > startMs && line.timeMs <= endMs) yield line;
  }
  const { failure, endedAtMs } = stream;
  if (failure && endedAtMs && endedAtMs > fromMs && endedAtMs <= toMs) {
    yield lineOf(stream, {
      timeMs: endedAtMs,
      level: 'error',
      message: failure,
      key: 'end',
    });
  }
}

/** The last `count` lines up to `toMs`, oldest first. O(lines, and slots without any). */
export function tailOfLog(
  stream: LogStream,
  toMs: number,
  count: number,
): readonly LogLine[] {
  const intervalMs = intervalOf(stream);
  let spanMs = intervalMs * (count + 4) * 2;
  for (;;) {
    const fromMs = toMs - spanMs;
    const lines = [...logLines(stream, fromMs, toMs)];
    if (lines.length >= count || fromMs < stream.startedAtMs) {
      return count === 0 ? [] : lines.slice(-count);
    }
    spanMs *= 2;
  }
}

/** Busy services write more; each container keeps its own rhythm. */
function intervalOf(stream: LogStream): number {
  const variety = fractionOf(`${stream.service}/rate`);
  return Math.round(400 + variety * variety * 5_000);
}

function lineOfSlot(
  stream: LogStream,
  slot: number,
  intervalMs: number,
): LogLine | undefined {
  const key = `${stream.namespace}/${stream.podName}/${stream.container}/${slot}`;
  const offset = fractionOf(`${key}/offset`);
  const timeMs = Math.floor((slot + offset) * intervalMs);
  const sinceStartMs = timeMs - stream.startedAtMs;
  if (sinceStartMs >= 0 && sinceStartMs < START_UP.length * intervalMs) {
    const message = START_UP[Math.floor(sinceStartMs / intervalMs)];
    return lineOf(stream, { timeMs, level: 'info', message, key });
  }
  // At night fewer slots have a line.
  if (fractionOf(`${key}/busy`) > daySeason(timeMs, stream.namespace) * 0.7) {
    return undefined;
  }
  const luck = fractionOf(`${key}/level`);
  return lineOf(stream, { timeMs, level: levelOf(luck), key });
}

/** Six lines in a thousand are errors, nineteen warnings. */
function levelOf(luck: number): LogRecord['level'] {
  if (luck < 0.006) return 'error';
  return luck < 0.025 ? 'warn' : 'info';
}

function lineOf(stream: LogStream, record: LogRecord): LogLine {
  return { timeMs: record.timeMs, text: formatLogLine(stream, record) };
}

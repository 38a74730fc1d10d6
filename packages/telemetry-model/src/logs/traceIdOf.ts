import { fractionAt } from '../noise/hash';
import type { LogRecord } from './LogRecord';

/** Requests that come in so close together may share a trace. */
const BUCKET_MS = 400;
/** `00` to `ff`; every line of a request has sixteen. */
const HEX_BYTES = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
);
/** Traces at a time behind each door. */
const LANES = 24;

/**
 * The trace that a record belongs to, 32 hexadecimal digits. A trace begins at one of the doors through which requests reach the
 * service, so records of services behind the same door share traces; what fails about the same time fails in the same trace.
 * `doors` are hashes of such services, at least one. Deterministic. O(1).
 */
export function traceIdOf(
  { timeMs, level, luck }: Pick<LogRecord, 'timeMs' | 'level' | 'luck'>,
  doors: readonly number[],
): string {
  const turn = (luck * 104_729) % 1;
  const door = doors[Math.floor(turn * doors.length)];
  const lane = level === 'error' ? 0 : 1 + Math.floor(luck * LANES);
  const trace = Math.floor(timeMs / BUCKET_MS) * (LANES + 1) + lane;
  let id = '';
  for (let word = 0; word < 4; word++) {
    const bits = fractionAt(door + word, trace) * 4_294_967_296;
    id +=
      HEX_BYTES[(bits >>> 24) & 255] +
      HEX_BYTES[(bits >>> 16) & 255] +
      HEX_BYTES[(bits >>> 8) & 255] +
      HEX_BYTES[bits & 255];
  }
  return id;
}

import { fractionAt, fractionOf, hashText } from '../noise/hash';
import type { LogFormat, ServiceProfile } from '../world/WorldService';
import type { ContainerRun } from '../world/WorldPod';
import { composeRecord } from './composeRecord';
import { formatRecord } from './formatRecord';
import type { LogMoment } from './LogMoment';
import { lineCountOf } from './lineCountOf';
import type { LogLine, LogRecord, LogSource } from './LogRecord';
import { scannedLinesOf, type ScannedLine } from './ScannedLine';
import { startUpLines } from './startUpLines';

/** Which lines are wanted. */
export interface LogRange {
  /** Lines later than this. */
  readonly fromMs: number;
  /** Lines up to this. */
  readonly toMs: number;
  /** At most so many; all when missing. */
  readonly limit?: number;
  /** From which end the limit counts; `forward` when missing. The lines come oldest first either way. */
  readonly direction?: 'forward' | 'backward';
}

/** The log of a container over all its runs. */
export interface ContainerLog {
  /** Lines in (fromMs, toMs], oldest first. The same range gives the same lines, and parts of it add up to it. */
  lines(range: LogRange): readonly LogLine[];
  /** The same lines one by one in the direction, as many as are asked for; their texts are written when they are read. */
  scan(range: Omit<LogRange, 'limit'>): Iterable<ScannedLine>;
}

const START_UP_STEP_MS = 420;
/** Candidates for each line at the usual load: a busy hour has up to so many times more lines. */
const SLOTS_PER_LINE = 4;

/**
 * The lines of a container: time is cut into slots of equal length, and each slot that is lucky has a line, more of
 * them the busier the service. A run begins with its start-up and, ending badly, ends with its reason. Nothing is
 * kept; deterministic; throws nothing. O(slots of the range, or of what the limit needs).
 */
export function createContainerLog(options: {
  readonly source: LogSource;
  readonly runs: readonly ContainerRun[];
  readonly profile: ServiceProfile;
  readonly momentAt: (timeMs: number) => LogMoment;
}): ContainerLog {
  const { source, runs, profile, momentAt } = options;
  const key = `${source.namespace}/${source.pod}/${source.container}`;
  const seed = hashText(`${key}/log`);
  const slotMs = slotLengthOf(source, profile.logFormat);

  const { logFormat, runtime } = profile;
  const startUp = startUpLines(runtime);
  const write = (record: LogRecord) =>
    formatRecord(record, logFormat, runtime, source);
  const scanned = (record: LogRecord): readonly ScannedLine[] =>
    scannedLinesOf(record, lineCountOf(record, logFormat), write);

  function lineOfSlot(slot: number): LogRecord | undefined {
    const timeMs = Math.floor((slot + fractionAt(seed, slot)) * slotMs);
    const luck = fractionAt(seed ^ 0x3c6ef372, slot) * SLOTS_PER_LINE;
    // Most candidates fail without a look at the service.
    if (luck > SLOTS_PER_LINE * 0.999) return undefined;
    const moment = momentAt(timeMs);
    const chattiness = moment.busy * (1 + Math.min(2, 4 * moment.errorRatio));
    return luck < chattiness
      ? composeRecord(timeMs, moment, profile, seed, slot)
      : undefined;
  }

  /** Records of a run within the range, in the direction. */
  function* recordsOf(
    run: ContainerRun,
    range: LogRange,
  ): Generator<LogRecord> {
    const isBackward = range.direction === 'backward';
    const endMs = run.toMs ?? Infinity;
    const started = run.fromMs + startUp.length * START_UP_STEP_MS;
    const within = (timeMs: number) =>
      timeMs > range.fromMs && timeMs <= range.toMs && timeMs < endMs;
    const opening = startUp
      .map((message, step) => ({
        timeMs: Math.floor(run.fromMs + step * START_UP_STEP_MS),
        level: 'info' as const,
        message,
        luck: fractionOf(`${key}/${run.fromMs}/${step}`),
      }))
      .filter(({ timeMs }) => within(timeMs));
    const closing = closingOf(run, key).filter(
      ({ timeMs }) => timeMs > range.fromMs && timeMs <= range.toMs,
    );
    const fromMs = Math.max(started, range.fromMs);
    const toMs = Math.min(endMs - 1, range.toMs);
    const first = Math.floor(fromMs / slotMs) - 1;
    const last = Math.floor(toMs / slotMs);
    if (isBackward) yield* closing;
    else yield* opening;
    if (toMs > fromMs) {
      const step = isBackward ? -1 : 1;
      for (
        let slot = isBackward ? last : first;
        slot >= first && slot <= last;
        slot += step
      ) {
        const record = lineOfSlot(slot);
        if (record && record.timeMs > fromMs && record.timeMs <= toMs)
          yield record;
      }
    }
    if (isBackward) yield* opening.reverse();
    else yield* closing;
  }

  function* scan(range: LogRange): Generator<ScannedLine> {
    const isBackward = range.direction === 'backward';
    for (const run of isBackward ? [...runs].reverse() : runs) {
      if (run.fromMs > range.toMs || (run.toMs ?? Infinity) < range.fromMs)
        continue;
      for (const record of recordsOf(run, range)) {
        const lines = scanned(record);
        if (isBackward) yield* [...lines].reverse();
        else yield* lines;
      }
    }
  }

  return {
    scan,
    lines: range => {
      const { limit = Infinity } = range;
      const lines: LogLine[] = [];
      if (limit <= 0) return lines;
      for (const { timeMs, text } of scan(range)) {
        lines.push({ timeMs, text });
        if (lines.length >= limit) break;
      }
      return range.direction === 'backward' ? lines.reverse() : lines;
    },
  };
}

/** A process that fails says so; one killed for memory has no time for last words. */
function closingOf(run: ContainerRun, key: string): readonly LogRecord[] {
  if (
    run.toMs === undefined ||
    run.exitCode === undefined ||
    run.reason === 'OOMKilled'
  )
    return [];
  const isBad = run.exitCode !== 0 && run.exitCode !== 143;
  return [
    {
      timeMs: run.toMs,
      level: isBad ? 'error' : 'info',
      message: isBad
        ? `fatal: unrecoverable error, exiting with code ${run.exitCode}`
        : 'shutdown complete',
      luck: fractionOf(`${key}/${run.fromMs}/end`),
    },
  ];
}

/** Each service has its own rhythm; access logs are the busiest, databases and controllers quiet. */
function slotLengthOf(source: LogSource, format: LogFormat): number {
  const variety = fractionOf(
    `${source.namespace}/${source.service}/${source.container}/log-rate`,
  );
  const usualMs = {
    nginx: 500,
    json: 900,
    java: 1_100,
    logfmt: 1_600,
    kafka: 3_000,
    postgres: 2_200,
    klog: 4_500,
    coredns: 4_500,
  }[format];
  return (usualMs * (0.6 + 1.4 * variety)) / SLOTS_PER_LINE;
}

import type { LogRecord } from './LogRecord';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const MARKS = { info: '*', warn: '#', error: '#' } as const;

/** A record as Redis writes it; it says nothing of single commands, but of its work now and then. O(length). */
export function formatRedis(record: LogRecord): string {
  const { timeMs, level, luck } = record;
  const iso = new Date(timeMs).toISOString();
  const month = MONTHS[Number(iso.slice(5, 7)) - 1];
  const time = `${iso.slice(8, 10)} ${month} ${iso.slice(0, 4)} ${iso.slice(
    11,
    23,
  )}`;
  return `1:M ${time} ${MARKS[level]} ${messageOf(record, luck)}`;
}

function messageOf(
  { level, message, request }: LogRecord,
  luck: number,
): string {
  const hundreds = Math.floor(luck * 900);
  if (!request) return message;
  if (level !== 'info') {
    return `${message} (client addr=${request.remote}:${
      30_000 + hundreds
    } cmd=${request.path.toLowerCase()})`;
  }
  if (luck < 0.25) {
    return `${100 + hundreds} changes in 60 seconds. Saving...`;
  }
  if (luck < 0.5) {
    return `Background saving started by pid ${1_000 + hundreds}`;
  }
  return luck < 0.75
    ? `Fork CoW for RDB: current ${hundreds % 12} MB, peak ${
        1 + (hundreds % 12)
      } MB, average ${hundreds % 9} MB`
    : `DB saved on disk, ${(request.durationMs / 1_000).toFixed(3)} seconds`;
}

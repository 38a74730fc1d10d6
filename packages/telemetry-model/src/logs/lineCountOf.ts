import type { LogFormat } from '../world/WorldService';
import type { LogRecord } from './LogRecord';

/**
 * How many lines `formatRecord` will write: a stack trace, a statement and an entry in an error log take lines of their
 * own. O(1).
 */
export function lineCountOf(record: LogRecord, format: LogFormat): number {
  if (record.level !== 'error') return 1;
  if (format === 'java') return record.exception ? 6 : 1;
  const isTwofold = format === 'postgres' || format === 'nginx';
  return isTwofold && record.request ? 2 : 1;
}

import type { LogSeverity } from './LogTemplate';
import { plainText } from './mask/plainText';

const levels: Readonly<Record<string, LogSeverity>> = {
  fatal: 'fatal',
  panic: 'fatal',
  critical: 'fatal',
  crit: 'fatal',
  emerg: 'fatal',
  emergency: 'fatal',
  alert: 'fatal',
  error: 'error',
  err: 'error',
  severe: 'error',
  warning: 'warning',
  warn: 'warning',
  info: 'info',
  information: 'info',
  notice: 'info',
  debug: 'debug',
  trace: 'debug',
  verbose: 'debug',
};
const errorWords =
  /^(?:exceptions?|fail(?:s|ed|ure|ures)?|denied|refused|unable|cannot|aborted|crash(?:ed)?|killed|oomkilled|unreachable|corrupt(?:ed)?)$|(?:exception|error)$/;
const warningWords =
  /^(?:timeout|timed|retry|retrying|deprecated|invalid|unexpected|unknown|missing|exceeded|expired|ignoring|slow|evicted|backoff)$/;
const klogLevels: Readonly<Record<string, LogSeverity>> = {
  I: 'info',
  W: 'warning',
  E: 'error',
  F: 'fatal',
};
const bareLevels = new Set('fatal error warn warning info debug'.split(' '));
const maxLength = 2048;
const maxLevelWord = 8;

/**
 * The severity of a line: the level it states near its beginning (`[warn]`, `level=error`, `E0512 10:11:12`), else what
 * its words say, else `info`. Reads 2048 characters; any text is valid. O(length), no errors.
 * Source: syslog levels (RFC 5424) and the klog header format.
 */
export function severityOf(line: string): LogSeverity {
  const head = plainText(line.slice(0, maxLength));
  const klog = /^([IWEF])\d{4} /.exec(head)?.[1];
  if (klog) return klogLevels[klog];
  const words = (head.match(/\p{L}+=?/gu) ?? []).filter(
    word => !word.endsWith('='),
  );
  const stated = words
    .slice(0, maxLevelWord)
    .find(word => Object.hasOwn(levels, word.toLowerCase()));
  if (
    stated !== undefined &&
    (looksLikeLevel(head, stated) || isBareLevel(words, stated))
  )
    return levels[stated.toLowerCase()];
  const lower = words.map(word => word.toLowerCase());
  if (lower.some(word => word === 'fatal' || word === 'panic')) return 'fatal';
  if (lower.some(word => errorWords.test(word))) return 'error';
  if (lower.some(word => word === 'warning' || warningWords.test(word)))
    return 'warning';
  return 'info';
}

/** A level is written in capitals, in brackets, as a value, or with a colon; elsewhere it is a word like any other. */
function looksLikeLevel(line: string, word: string): boolean {
  if (word.length > 2 && word === word.toUpperCase()) return true;
  const at = line.indexOf(word);
  const before = line[at - 1] ?? '';
  const after = line[at + word.length] ?? '';
  return '[=<"(|'.includes(before || ' ') || ':]|>'.includes(after || ' ');
}

/** Among the first three words, where `time logger warn text` has it; letters of the time are no words. */
function isBareLevel(words: readonly string[], word: string): boolean {
  const first = words.filter(each => each.length > 2).slice(0, 3);
  return bareLevels.has(word) && first.includes(word);
}

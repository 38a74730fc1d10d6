import type { LogRecord } from './LogRecord';

/**
 * A line that a service says of its own work: one of its sentences with numbers for `{n}` (up to a hundred), `{N}` (up
 * to a hundred thousand) and `{ms}`. Deterministic in `luck`; undefined when there are no sentences. O(length).
 */
export function chatterLine(
  sentences: readonly string[],
  luck: number,
): Pick<LogRecord, 'level' | 'message'> | undefined {
  const sentence = sentences[Math.floor(luck * 977) % sentences.length];
  if (sentence === undefined) return undefined;
  let part = luck;
  const next = (size: number) => {
    part = (part * 31.7 + 0.137) % 1;
    return Math.floor(part * size);
  };
  return {
    level: 'info',
    message: sentence
      .replace(/\{n\}/g, () => String(1 + next(99)))
      .replace(/\{N\}/g, () => String(100 + next(99_900)))
      .replace(/\{ms\}/g, () => (0.4 + next(4_000) / 10).toFixed(1)),
  };
}

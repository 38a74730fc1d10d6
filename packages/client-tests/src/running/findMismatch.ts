import type { Expected } from '../recorded/Recorded';
import { normaliseOutput } from './normaliseOutput';

/** Undefined when the text is as expected, else both, to be read. */
export function findMismatch(
  text: string,
  expected: Expected,
): string | undefined {
  if (typeof expected === 'string') {
    const actual = normaliseOutput(text);
    return actual === normaliseOutput(expected)
      ? undefined
      : `wanted:\n${indent(normaliseOutput(expected))}\ngot:\n${indent(
          actual,
        )}`;
  }
  const patterns = expected instanceof RegExp ? [expected] : expected;
  const missing = patterns.filter(pattern => !pattern.test(text));
  return missing.length === 0
    ? undefined
    : `no match of ${missing.join(' and ')} in:\n${indent(shorten(text))}`;
}

function indent(text: string): string {
  return text.replace(/^/gm, '    ');
}

/** Enough to see what was answered. */
function shorten(text: string): string {
  return text.length <= 4_000 ? text : `${text.slice(0, 4_000)}\n…`;
}

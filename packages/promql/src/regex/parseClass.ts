import { foldCase, not, posixClass } from './characterClass';
import { parseEscape } from './parseEscape';
import type { PatternReader } from './PatternReader';
import type { CodePointTest } from './RegexNode';
import { failRegex } from './RegexSyntaxError';

/** Reads `[…]` from its bracket on. */
export function parseClass(
  reader: PatternReader,
  ignoreCase: boolean,
): CodePointTest {
  const start = reader.index;
  reader.next();
  const negated = reader.accept('^');
  const tests: CodePointTest[] = [];
  let isFirst = true;
  while (isFirst || reader.peek() !== ']') {
    if (reader.done) failRegex('missing closing ]', reader.since(start));
    isFirst = false;
    tests.push(parseClassItem(reader));
  }
  reader.next();
  const any: CodePointTest = code => tests.some(test => test(code));
  const folded = ignoreCase ? foldCase(any) : any;
  return negated ? not(folded) : folded;
}

function parseClassItem(reader: PatternReader): CodePointTest {
  const start = reader.index;
  const posix = reader.match(/\[:[^\]]*:\]/y);
  if (posix !== '') {
    const test = posixClass(posix.slice(2, -2));
    return test ?? failRegex('invalid character class range', posix);
  }
  const first = parseClassCharacter(reader);
  if (typeof first !== 'number') return first;
  if (!/^-[^\]]/s.test(reader.pattern.slice(reader.index, reader.index + 2))) {
    return code => code === first;
  }
  reader.next();
  const last = parseClassCharacter(reader);
  if (typeof last !== 'number' || last < first) {
    return failRegex('invalid character class range', reader.since(start));
  }
  return code => code >= first && code <= last;
}

function parseClassCharacter(reader: PatternReader): number | CodePointTest {
  if (reader.peek() !== '\\') return reader.next().codePointAt(0) ?? 0;
  const start = reader.index;
  const escape = parseEscape(reader);
  if (escape.kind === 'literal') return escape.codePoint;
  if (escape.kind === 'class') return escape.test;
  return failRegex('invalid escape sequence', reader.since(start));
}

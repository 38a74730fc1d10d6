/** A pattern such as `<ip> - <_> "<method> <path>"`: captures with texts between them. */
export interface LinePattern {
  readonly kind: 'pattern';
  readonly names: readonly string[];
  /** Whether the line holds all texts in order, from its start to its end where the pattern has a text there. */
  test(line: string): boolean;
  /** The named captures; undefined where the line does not begin as the pattern does. The last one found reaches to the end. */
  capture(line: string): readonly (readonly [string, string])[] | undefined;
}

/** A pattern that is none. */
export interface LinePatternFailure {
  readonly kind: 'error';
  readonly reason: string;
}

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'capture'; readonly name: string };

/** Compiles a pattern; a capture stands for any text up to the next part. Matching costs O(length of the line). */
export function compileLinePattern(
  pattern: string,
): LinePattern | LinePatternFailure {
  const parts = partsOf(pattern);
  const captures = parts.filter(part => part.kind === 'capture');
  const names = captures.map(({ name }) => name).filter(name => name !== '_');
  const problem = problemOf(parts, names);
  if (problem !== undefined) return { kind: 'error', reason: problem };
  return {
    kind: 'pattern',
    names,
    test: line => holds(parts, line),
    capture: line => captured(parts, line),
  };
}

function partsOf(pattern: string): readonly Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of pattern.matchAll(/<([A-Za-z_][A-Za-z0-9_]*)>/g)) {
    if (match.index > end) {
      parts.push({ kind: 'text', text: pattern.slice(end, match.index) });
    }
    parts.push({ kind: 'capture', name: match[1] });
    end = match.index + match[0].length;
  }
  if (end < pattern.length) {
    parts.push({ kind: 'text', text: pattern.slice(end) });
  }
  return parts;
}

function problemOf(
  parts: readonly Part[],
  names: readonly string[],
): string | undefined {
  if (parts.length === 0) return 'empty pattern';
  for (let index = 1; index < parts.length; index += 1) {
    const [before, part] = [parts[index - 1], parts[index]];
    if (before.kind === 'capture' && part.kind === 'capture') {
      return `found consecutive capture '<${before.name}><${part.name}>'`;
    }
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined
    ? undefined
    : `duplicate capture name (${twice}): invalid expression`;
}

function holds(parts: readonly Part[], line: string): boolean {
  let from = 0;
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'capture') continue;
    const isLast = index === parts.length - 1;
    const found = isLast
      ? line.lastIndexOf(part.text)
      : line.indexOf(part.text, from);
    if (found < from || (index === 0 && !line.startsWith(part.text))) {
      return false;
    }
    const end = (index === 0 ? 0 : found) + part.text.length;
    if (isLast && end !== line.length) return false;
    from = end;
  }
  return true;
}

function captured(
  parts: readonly Part[],
  line: string,
): readonly (readonly [string, string])[] | undefined {
  const found: (readonly [string, string])[] = [];
  let rest = line;
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'text') {
      if (index > 0) continue; // taken with the capture before it
      if (!line.startsWith(part.text)) return undefined;
      rest = line.slice(part.text.length);
      continue;
    }
    const next = parts[index + 1];
    const end = next?.kind === 'text' ? rest.indexOf(next.text) : -1;
    const value = end < 0 ? rest : rest.slice(0, end);
    if (part.name !== '_') found.push([part.name, value]);
    if (end < 0 || next?.kind !== 'text') return found;
    rest = rest.slice(end + next.text.length);
  }
  return found;
}

import { parseRegex } from './parseRegex';
import type { RegexNode } from './RegexNode';
import { toRegexProgram } from './RegexProgram';
import { RegexSyntaxError } from './RegexSyntaxError';
import { runRegexProgram } from './runRegexProgram';

/** A compiled pattern, anchored at both ends as PromQL anchors them. */
export interface Regex {
  readonly kind: 'regex';
  test(text: string): boolean;
  /** The text of each group (`""` where it took no part), the whole at 0; undefined without a match. */
  groupsOf(text: string): readonly string[] | undefined;
  readonly groupNames: readonly (string | undefined)[];
}

/** A pattern that is none, with the reason as Go words it. */
export interface RegexFailure {
  readonly kind: 'error';
  readonly reason: string;
}

/**
 * Compiles a pattern in the syntax of RE2. JavaScript's own expressions are not used, because they take exponential time on
 * some patterns and read others differently; here a match costs at most length × size of the pattern.
 */
export function compileRegex(pattern: string): Regex | RegexFailure {
  try {
    // As Prometheus does; its reasons show that, and a pattern such as `a)|(b` is anchored in parts only.
    const anchored = `^(?:${pattern})$`;
    const { node, groupNames } = parseRegex(anchored);
    const literals = literalsOf(node);
    const program = toRegexProgram(node, anchored);
    const run = (text: string) =>
      runRegexProgram(program, text, groupNames.length);
    return {
      kind: 'regex',
      groupNames,
      test: text => literals?.has(text) ?? run(text) !== undefined,
      groupsOf: text => {
        const slots = run(text);
        if (slots === undefined) return undefined;
        return groupNames.map((_, group) => {
          const start = slots[group * 2];
          return start < 0 ? '' : text.slice(start, slots[group * 2 + 1]);
        });
      },
    };
  } catch (error) {
    if (!(error instanceof RegexSyntaxError)) throw error;
    return { kind: 'error', reason: error.message };
  }
}

/** The texts of `^(?:a|b|c)$`, the most frequent kind of pattern, for which a set is faster than any machine. */
function literalsOf(node: RegexNode): ReadonlySet<string> | undefined {
  const body = node.kind === 'sequence' ? node.nodes[1] : undefined;
  if (node.kind !== 'sequence' || node.nodes.length !== 3) return undefined;
  const options = body?.kind === 'alternatives' ? body.nodes : [body];
  const texts = new Set<string>();
  for (const option of options) {
    if (option?.kind !== 'sequence') return undefined;
    let text = '';
    for (const part of option.nodes) {
      if (part.kind !== 'literal') return undefined;
      text += String.fromCodePoint(part.codePoint);
    }
    texts.add(text);
  }
  return texts;
}

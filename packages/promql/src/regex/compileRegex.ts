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
    const { node, groupNames } = parseRegex(pattern);
    const literals = literalsOf(node);
    const program = toRegexProgram(node, pattern);
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
    // Prometheus anchors the pattern before it compiles it, and its reasons show that.
    const reason = error.message.replace(
      `\`${pattern}\``,
      () => `\`^(?:${pattern})$\``,
    );
    return { kind: 'error', reason };
  }
}

/** The texts of `a|b|c`, the most frequent kind of pattern, for which a set is faster than any machine. */
function literalsOf(node: RegexNode): ReadonlySet<string> | undefined {
  const options = node.kind === 'alternatives' ? node.nodes : [node];
  const texts = new Set<string>();
  for (const option of options) {
    if (option.kind !== 'sequence') return undefined;
    let text = '';
    for (const part of option.nodes) {
      if (part.kind !== 'literal') return undefined;
      text += String.fromCodePoint(part.codePoint);
    }
    texts.add(text);
  }
  return texts;
}

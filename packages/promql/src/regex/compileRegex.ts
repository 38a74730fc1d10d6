import { RE2JS, RE2JSSyntaxException } from 're2js';

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
    const compiled = RE2JS.compile(`^(?:${pattern})$`);
    const literals = literalsOf(pattern);
    const groupNames = groupNamesOf(compiled);
    return {
      kind: 'regex',
      groupNames,
      test: text => literals?.has(text) ?? compiled.test(text),
      groupsOf: text => {
        const matcher = compiled.matcher(text);
        return matcher.find()
          ? groupNames.map((_, group) => matcher.group(group) ?? '')
          : undefined;
      },
    };
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    return { kind: 'error', reason: error.message };
  }
}

function groupNamesOf(compiled: RE2JS): readonly (string | undefined)[] {
  const names = new Array<string | undefined>(compiled.groupCount() + 1).fill(
    undefined,
  );
  for (const [name, group] of Object.entries(compiled.namedGroups()))
    names[group] = name;
  return names;
}

/** The texts of `a|b|c`, the most frequent kind of pattern, for which a set is faster than any machine. */
function literalsOf(pattern: string): ReadonlySet<string> | undefined {
  return /^[\w/: -]*(\|[\w/: -]*)*$/.test(pattern)
    ? new Set(pattern.split('|'))
    : undefined;
}

import { GoRegex } from '@orrery/go-template';
import type { RegexFailure } from '@orrery/promql';

/** A pattern that is looked for anywhere in a text. */
export interface SearchRegex {
  readonly kind: 'regex';
  test(text: string): boolean;
  /** The texts of the named groups of the leftmost match (`""` where one took no part); undefined without a match. */
  namedGroupsOf(text: string): ReadonlyMap<string, string> | undefined;
  readonly groupNames: readonly string[];
  /** Replaces every match; `$1`, `${1}` and `${name}` stand for groups, `$$` for a dollar. */
  replaceAll(text: string, template: string): string;
  count(text: string): number;
}

/** Compiles an RE2 pattern to be found anywhere, while label matchers want the whole value. A search is linear in the text. */
export function searchRegex(pattern: string): SearchRegex | RegexFailure {
  const regex = compiled(pattern);
  if (!(regex instanceof GoRegex)) return regex;
  const contains = plainTest(pattern);
  return {
    kind: 'regex',
    groupNames: regex.groupNames.filter(each => each !== undefined),
    test: text => contains?.(text) ?? regex.test(text),
    namedGroupsOf: text => {
      const [match] = regex.findAll(text, 1);
      return (
        match &&
        new Map(
          regex.groupNames.flatMap((name, group) =>
            name === undefined ? [] : [[name, match.groups[group] ?? '']],
          ),
        )
      );
    },
    replaceAll: (text, template) =>
      regex.replace(text, match => regex.expand(template, match)),
    count: text => regex.findAll(text).length,
  };
}

function compiled(pattern: string): GoRegex | RegexFailure {
  try {
    return new GoRegex(pattern);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'error', reason };
  }
}

/** Plain texts and alternatives of them, the most frequent patterns, are looked up as such. */
function plainTest(pattern: string): ((text: string) => boolean) | undefined {
  const alternatives = pattern.split('|');
  const isPlain = alternatives.every(each =>
    /^[\w \-:;,/="'<>@#%&!~`]+$/.test(each),
  );
  return isPlain
    ? text => alternatives.some(each => text.includes(each))
    : undefined;
}

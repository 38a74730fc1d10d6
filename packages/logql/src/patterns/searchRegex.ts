import { compileRegex, type Regex, type RegexFailure } from '@orrery/promql';

import { translateRegex } from './translateRegex';

/** A pattern that is looked for anywhere in a text. */
export interface SearchRegex {
  readonly kind: 'regex';
  test(text: string): boolean;
  /** The texts of the named groups of the leftmost match (`""` where one took no part); undefined without a match. */
  namedGroupsOf(text: string): ReadonlyMap<string, string> | undefined;
  readonly groupNames: readonly string[];
}

/** Longer texts are left to the machine whose cost is linear in them. */
const maxFastLength = 2_000;

/**
 * Compiles an RE2 pattern to be found anywhere, while label matchers want the whole value. Plain texts and alternatives of them are
 * looked up as such, and harmless patterns run on JavaScript's machine; all others cost at most length × size of the pattern.
 */
export function searchRegex(pattern: string): SearchRegex | RegexFailure {
  const alone = compileRegex(pattern);
  if (alone.kind === 'error') {
    // Its reason names the pattern with the anchors that label matchers have.
    const reason = alone.reason.replace(`^(?:${pattern})$`, pattern);
    return { kind: 'error', reason };
  }
  const somewhere = compileRegex(`(?s:.*?)(?:${pattern})(?s:.*)`);
  if (somewhere.kind === 'error') return somewhere;
  const names = somewhere.groupNames.filter(each => each !== undefined);
  const contains = literalTest(pattern);
  const fast = contains ? undefined : translateRegex(pattern);
  return {
    kind: 'regex',
    groupNames: names,
    test: text => {
      if (contains) return contains(text);
      return fast && text.length <= maxFastLength
        ? fast.test(text)
        : somewhere.test(text);
    },
    namedGroupsOf: text =>
      fast && text.length <= maxFastLength
        ? fastGroups(fast, names, text)
        : slowGroups(somewhere, text),
  };
}

/** What contains one of the texts of `error`, `a|b`, `(a|b)` or `(?i)error`. */
function literalTest(pattern: string): ((text: string) => boolean) | undefined {
  const match = /^(\(\?i\))?(?:\(([^()]*)\)|([^()]*))$/.exec(pattern);
  if (match === null) return undefined;
  const [, caseless, grouped, plain] = match;
  const alternatives = (grouped ?? plain).split('|');
  const isPlain = alternatives.every(
    each => each !== '' && /^[\w \-:;,/="'<>@#%&!~`]+$/.test(each),
  );
  if (!isPlain) return undefined;
  if (caseless === undefined) {
    return text => alternatives.some(each => text.includes(each));
  }
  // Beyond ASCII, letters may fold to those of the pattern (K, ſ).
  if (alternatives.some(each => /[ks]/i.test(each))) return undefined;
  const lower = alternatives.map(each => each.toLowerCase());
  return text => {
    const folded = text.toLowerCase();
    return lower.some(each => folded.includes(each));
  };
}

function fastGroups(
  regex: RegExp,
  names: readonly string[],
  text: string,
): ReadonlyMap<string, string> | undefined {
  const match = regex.exec(text);
  if (match === null) return undefined;
  return new Map(names.map(name => [name, match.groups?.[name] ?? '']));
}

function slowGroups(
  regex: Regex,
  text: string,
): ReadonlyMap<string, string> | undefined {
  const groups = regex.groupsOf(text);
  if (groups === undefined) return undefined;
  const named = new Map<string, string>();
  regex.groupNames.forEach((name, index) => {
    if (name !== undefined) named.set(name, groups[index]);
  });
  return named;
}

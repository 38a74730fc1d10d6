import { compileRegex, type RegexFailure } from '@orrery/promql';

import { translateRegex } from './translateRegex';

/** Finds every match of a pattern, one after the other. */
export interface Replacement {
  readonly kind: 'replacement';
  /** `$1`, `${1}` and `${name}` stand for groups, `$$` for a dollar. */
  replaceAll(text: string, template: string): string;
  count(text: string): number;
}

/**
 * Compiles a pattern for replacing. Only patterns that JavaScript's machine runs in reasonable time are taken; others are
 * refused, as finding the places of matches needs it. O(length of the pattern).
 */
export function compileReplacement(
  pattern: string,
): Replacement | RegexFailure {
  const checked = compileRegex(pattern);
  if (checked.kind === 'error') return checked;
  const found = translateRegex(pattern);
  if (found === undefined) {
    return {
      kind: 'error',
      reason: `the pattern ${pattern} is too complex to replace by`,
    };
  }
  const global = new RegExp(found.source, `${found.flags}g`);
  return {
    kind: 'replacement',
    replaceAll: (text, template) =>
      text.replace(global, (...args: unknown[]) =>
        expand(template, groupsOf(args)),
      ),
    count: text => [...text.matchAll(global)].length,
  };
}

/** Of the arguments of a replacer: groups by position and name. */
function groupsOf(args: readonly unknown[]): ReadonlyMap<string, string> {
  const groups = new Map<string, string>();
  for (const [index, value] of args.entries()) {
    if (typeof value === 'number') break; // the offset follows the groups
    if (typeof value === 'string') groups.set(String(index), value);
  }
  const named = args[args.length - 1];
  if (typeof named === 'object' && named !== null) {
    for (const [name, value] of Object.entries(named)) {
      groups.set(name, String(value ?? ''));
    }
  }
  return groups;
}

function expand(template: string, groups: ReadonlyMap<string, string>): string {
  return template.replace(
    /\$(?:\$|\{(\w+)\}|(\w+))/g,
    (whole, braced?: string, bare?: string) =>
      whole === '$$' ? '$' : groups.get(braced ?? bare ?? '') ?? '',
  );
}

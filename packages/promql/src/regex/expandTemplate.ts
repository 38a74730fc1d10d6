import type { Regex } from './compileRegex';

/** Replaces `$1`, `${1}`, `$name` and `${name}` by the groups of a match and `$$` by `$`, as Go's `Regexp.Expand` does. */
export function expandTemplate(
  template: string,
  regex: Regex,
  groups: readonly string[],
): string {
  return template.replace(
    /\$(?:(\$)|\{(\w+)\}|(\w+))/g,
    (_, dollar?: string, braced?: string, bare?: string) => {
      if (dollar !== undefined) return '$';
      const name = braced ?? bare ?? '';
      const index = /^\d+$/.test(name)
        ? Number(name)
        : regex.groupNames.indexOf(name);
      return groups[index] ?? '';
    },
  );
}

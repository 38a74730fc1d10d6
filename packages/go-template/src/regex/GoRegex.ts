import { RE2JS } from 're2js';

/** Where a pattern matched, in UTF-16 offsets, and the text of its groups (the whole at 0). */
export interface RegexMatch {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
}

/**
 * A regular expression as Go has it. JavaScript's own are not used: they take exponential time on some patterns and read
 * others differently. Throws an Error with Go's words for a pattern that is none.
 */
export class GoRegex {
  readonly #compiled: RE2JS;
  /** The whole, which has none, at 0. */
  readonly groupNames: readonly (string | undefined)[];

  constructor(pattern: string) {
    this.#compiled = RE2JS.compile(pattern);
    const names = new Array<string | undefined>(
      this.#compiled.groupCount() + 1,
    ).fill(undefined);
    for (const [name, group] of Object.entries(this.#compiled.namedGroups()))
      names[group] = name;
    this.groupNames = names;
  }

  /** Matches that do not overlap, from left to right. `spend` is told how much work was done. */
  findAll(
    text: string,
    limit = Infinity,
    spend: (steps: number) => void = () => {},
  ): RegexMatch[] {
    const matcher = this.#compiled.matcher(text);
    const matches: RegexMatch[] = [];
    let previousEnd = -1;
    while (matches.length < limit) {
      // A search is linear in what is left of the text, and a character of it much cheaper than a step.
      spend(1 + (text.length - Math.max(0, previousEnd)) / 16);
      if (!matcher.find()) break;
      const start = matcher.start();
      const end = matcher.end();
      // An empty match right behind another one is none.
      if (end > start || start !== previousEnd) {
        const groups = this.groupNames.map(
          (_, group) => matcher.group(group) ?? undefined,
        );
        matches.push({ start, end, groups });
      }
      previousEnd = end;
    }
    return matches;
  }

  /** Whether it matches anywhere. */
  test(text: string, spend: (steps: number) => void = () => {}): boolean {
    spend(1 + text.length);
    return this.#compiled.test(text);
  }

  /** Replaces every match by what `replacement` makes of it. */
  replace(
    text: string,
    replacement: (match: RegexMatch) => string,
    spend?: (steps: number) => void,
  ): string {
    let result = '';
    let end = 0;
    for (const match of this.findAll(text, Infinity, spend)) {
      result += text.slice(end, match.start) + replacement(match);
      end = match.end;
    }
    return result + text.slice(end);
  }

  /** `$1`, `${name}` and `$$` in a replacement, as Go's `Expand` reads them. */
  expand(template: string, match: RegexMatch): string {
    return template.replace(
      /\$(?:(\$)|\{(\w+)\}|(\w+))/g,
      (_, dollar?: string, braced?: string, bare?: string) => {
        if (dollar !== undefined) return '$';
        const name = braced ?? bare ?? '';
        const index = /^\d+$/.test(name)
          ? Number(name)
          : this.groupNames.indexOf(name);
        return match.groups[index] ?? '';
      },
    );
  }
}

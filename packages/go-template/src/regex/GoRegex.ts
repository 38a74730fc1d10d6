import { RegexParser } from './RegexParser';
import { toRegexProgram, type Instruction } from './RegexProgram';
import { RegexMatcher } from './RegexMatcher';

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
  readonly groupNames: readonly (string | undefined)[];
  readonly #program: readonly Instruction[];

  constructor(pattern: string) {
    const parser = new RegexParser(pattern);
    this.#program = toRegexProgram(parser.parse(), pattern);
    this.groupNames = parser.groupNames;
  }

  /** Matches that do not overlap, from left to right. `spend` is told how much work was done. */
  findAll(
    text: string,
    limit = Infinity,
    spend: (steps: number) => void = () => {},
  ): RegexMatch[] {
    const characters = [...text];
    const offsets = [0];
    for (const character of characters)
      offsets.push(offsets[offsets.length - 1] + character.length);
    const matcher = new RegexMatcher(
      this.#program,
      characters,
      this.groupNames.length * 2,
      spend,
    );
    const matches: RegexMatch[] = [];
    let from = 0;
    let previousEnd = -1;
    while (matches.length < limit && from <= characters.length) {
      const slots = matcher.find(from);
      if (slots === undefined) break;
      const [start, end] = slots;
      // An empty match right behind another one is none.
      if (end > start || start !== previousEnd) {
        const groups = this.groupNames.map((_, group) =>
          slots[group * 2] < 0 || slots[group * 2 + 1] < 0
            ? undefined
            : text.slice(
                offsets[slots[group * 2]],
                offsets[slots[group * 2 + 1]],
              ),
        );
        matches.push({ start: offsets[start], end: offsets[end], groups });
      }
      previousEnd = end;
      from = end > start ? end : end + 1;
    }
    return matches;
  }

  test(text: string, spend?: (steps: number) => void): boolean {
    return this.findAll(text, 1, spend).length > 0;
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

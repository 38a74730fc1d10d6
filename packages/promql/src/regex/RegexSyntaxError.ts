/** Why a pattern is none; it never leaves this folder. */
export class RegexSyntaxError extends Error {
  readonly name = 'RegexSyntaxError';
}

/** Fails as Go's regexp/syntax words it: the reason, then the part of the pattern that is wrong. */
export function failRegex(reason: string, part: string): never {
  throw new RegexSyntaxError(`error parsing regexp: ${reason}: \`${part}\``);
}

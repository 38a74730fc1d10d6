/** The character at an index, whole even when it takes two UTF-16 units; `""` at the end. */
export function characterAt(text: string, index: number): string {
  const code = text.codePointAt(index);
  return code === undefined ? '' : String.fromCodePoint(code);
}

/** An ASCII digit. */
export function isDigit(character: string): boolean {
  return character >= '0' && character <= '9' && character.length === 1;
}

/** What a name may start with, colons aside. */
export function isAlpha(character: string): boolean {
  return /^[A-Za-z_]$/.test(character);
}

/** What a name may go on with, colons aside. */
export function isAlphaNumeric(character: string): boolean {
  return isDigit(character) || isAlpha(character);
}

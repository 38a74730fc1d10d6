const escapes: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '"': '\\"',
  '\\': '\\\\',
};

/** A string in double quotes as Go's `%q` prints it, which is also a PromQL string literal. */
export function goQuote(text: string): string {
  let quoted = '"';
  for (const character of text) {
    quoted += Object.hasOwn(escapes, character)
      ? escapes[character]
      : escapeUnprintable(character);
  }
  return `${quoted}"`;
}

/** One character in single quotes as Go's `%q` prints a rune. */
export function goQuoteRune(character: string): string {
  if (character === "'") return "'\\''";
  if (character === '"') return `'"'`;
  return `'${goQuote(character).slice(1, -1)}'`;
}

function escapeUnprintable(character: string): string {
  if (!/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000
    ? `\\u${code.toString(16).padStart(4, '0')}`
    : `\\U${code.toString(16).padStart(8, '0')}`;
}

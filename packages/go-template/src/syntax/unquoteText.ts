import { utf8Text } from '../values/utf8';

const simple: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

/** The text of a Go string or character literal with its quotes; undefined when an escape is none. */
export function unquoteText(literal: string): string | undefined {
  const body = literal.slice(1, -1);
  if (literal.startsWith('`')) return body.replaceAll('\r', '');
  let isValid = true;
  const text = body.replace(
    /(?:\\x[0-9a-fA-F]{2}|\\[0-7]{3})+|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\([^])/gu,
    (escape, letter?: string) => {
      if (letter !== undefined) {
        isValid &&= Object.hasOwn(simple, letter);
        return simple[letter] ?? '';
      }
      if (/^\\u/i.test(escape)) {
        const code = parseInt(escape.slice(2), 16);
        isValid &&= code <= 0x10ffff;
        return isValid ? String.fromCodePoint(code) : '';
      }
      const bytes = escape.match(/x..|[0-7]{3}/g) ?? [];
      return utf8Text(
        Uint8Array.from(bytes, byte =>
          byte.startsWith('x')
            ? parseInt(byte.slice(1), 16)
            : parseInt(byte, 8),
        ),
      );
    },
  );
  return isValid ? text : undefined;
}

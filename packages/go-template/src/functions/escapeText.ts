import { utf8Bytes } from '../values/utf8';

const entities: Readonly<Record<string, string>> = {
  '\0': '\uFFFD',
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
};

/** Go's `html`. */
export function escapeHtml(text: string): string {
  return text.replace(/[\0"'&<>]/g, character => entities[character]);
}

/** Go's `js`: for inside a string literal of JavaScript. */
export function escapeJavaScript(text: string): string {
  return text.replace(
    /[\\'"]|[<>&=]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu,
    character => {
      if ('\\\'"'.includes(character)) return `\\${character}`;
      const code = character.codePointAt(0) ?? 0;
      return `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`;
    },
  );
}

/** Go's `urlquery`: for a value in the query of a URL. */
export function escapeQuery(text: string): string {
  return [...utf8Bytes(text)]
    .map(byte => {
      const character = String.fromCharCode(byte);
      if (/[A-Za-z0-9\-_.~]/.test(character)) return character;
      if (character === ' ') return '+';
      return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}

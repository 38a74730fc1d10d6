const compiled = new Map<string, RegExp>();
const MAX_COMPILED = 500;

/**
 * Whether `text` matches a glob as a whole: `*` stops at `/` unless `options.crossesSlash`, `**` does not, `?` is one
 * character, `[a-z]` a set, `{a,b}` alternatives. An invalid set is taken literally.
 */
export function matchGlob(
  pattern: string,
  text: string,
  options: { readonly crossesSlash?: boolean } = {},
): boolean {
  const key = `${options.crossesSlash ? '+' : '-'}${pattern}`;
  let regex = compiled.get(key);
  if (!regex) {
    if (compiled.size >= MAX_COMPILED) compiled.clear();
    regex = compile(pattern, options.crossesSlash === true);
    compiled.set(key, regex);
  }
  return regex.test(text);
}

function compile(pattern: string, crossesSlash: boolean): RegExp {
  let source = '';
  let depth = 0;
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index];
    if (character === '*') {
      const isDouble = pattern[index + 1] === '*';
      if (isDouble) index++;
      // `**/` also matches nothing.
      if (isDouble && pattern[index + 1] === '/') {
        index++;
        source += '(?:.*/)?';
      } else {
        source += isDouble || crossesSlash ? '.*' : '[^/]*';
      }
    } else if (character === '?') {
      source += crossesSlash ? '.' : '[^/]';
    } else if (character === '[' && pattern.indexOf(']', index + 2) > 0) {
      const end = pattern.indexOf(']', index + 2);
      const set = pattern.slice(index + 1, end).replace(/[\\[\]]/g, '\\$&');
      source += `[${set.replace(/^[!^]/, '^')}]`;
      index = end;
    } else if (character === '{') {
      depth++;
      source += '(?:';
    } else if (character === '}' && depth > 0) {
      depth--;
      source += ')';
    } else if (character === ',' && depth > 0) {
      source += '|';
    } else {
      source += character.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    }
  }
  return new RegExp(`^${source}${')'.repeat(depth)}$`, 's');
}

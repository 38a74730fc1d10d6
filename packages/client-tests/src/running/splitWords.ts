/**
 * The words of a command line, with `'…'` and `"…"` as a shell reads them; nothing is expanded and there are no escapes.
 *
 * @throws RangeError for a quote that is not closed
 */
export function splitWords(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (const letter of line) {
    if (quote !== '') {
      if (letter === quote) quote = '';
      else word = `${word ?? ''}${letter}`;
    } else if (letter === "'" || letter === '"') {
      quote = letter;
      word ??= '';
    } else if (letter === ' ') {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = `${word ?? ''}${letter}`;
    }
  }
  if (quote !== '') throw new RangeError(`${quote} is not closed: ${line}`);
  if (word !== undefined) words.push(word);
  return words;
}

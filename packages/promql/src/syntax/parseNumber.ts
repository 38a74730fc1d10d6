/** The value of a number token: decimal, `0x` hexadecimal, octal with a leading 0 as in Go, `Inf`, `NaN`. */
export function parseNumber(text: string): number | undefined {
  const word = text.toLowerCase();
  if (word === 'inf') return Infinity;
  if (word === 'nan') return NaN;
  if (/^0x[0-9a-f]+$/.test(word)) return Number(word);
  if (/^0[0-7]+$/.test(word)) return parseInt(word, 8);
  if (/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(word)) {
    const value = Number(word);
    return Number.isFinite(value) ? value : undefined;
  }
  return undefined;
}

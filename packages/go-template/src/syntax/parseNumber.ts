import type { NumberNode } from './TemplateNode';

const minInt = -(2n ** 63n);
const maxInt = 2n ** 63n - 1n;

/** Reads a Go number literal; undefined for one that is none or too large. */
export function parseNumber(
  text: string,
  position: number,
): NumberNode | undefined {
  const sign = text.startsWith('-') ? '-' : '';
  const digits = text.replace(/^[+-]/, '').replaceAll('_', '');
  const isHexadecimal = /^0x/i.test(digits);
  const isFloat = !isHexadecimal && /[.e]/i.test(digits);
  if (isFloat) {
    const float = Number(sign + digits);
    if (!Number.isFinite(float)) return undefined;
    const isWhole = Number.isInteger(float) && Math.abs(float) < 2 ** 63;
    const node = { kind: 'number', position, text, float, isFloat } as const;
    return isWhole ? { ...node, int: BigInt(float) } : node;
  }
  const octal = /^0[0-9]/.test(digits) ? `0o${digits.slice(1)}` : digits;
  if (!/^(?:0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|[0-9]+)$/.test(octal)) {
    return undefined;
  }
  const size = BigInt(octal);
  const int = sign === '-' ? -size : size;
  if (int < minInt || int > maxInt) return undefined;
  return { kind: 'number', position, text, int, float: Number(int), isFloat };
}

import { formatValue } from '../format/formatValue';
import { GoStruct } from '../values/GoStruct';
import type { GoValue } from '../values/GoValue';

// Source: spf13/cast and Masterminds/sprig, which turn what they cannot read into zero.

const maxInt = 2n ** 63n - 1n;

/** A whole number of nearly anything; 0 for what is none. */
export function toInt64(value: GoValue): bigint {
  switch (typeof value) {
    case 'bigint':
      return value;
    case 'number': {
      if (!Number.isFinite(value)) return -maxInt - 1n;
      return BigInt.asIntN(64, BigInt(Math.trunc(value)));
    }
    case 'boolean':
      return value ? 1n : 0n;
    case 'string':
      return parseInteger(value);
    default:
      return 0n;
  }
}

/** A float of nearly anything; 0 for what is none. */
export function toFloat64(value: GoValue): number {
  switch (typeof value) {
    case 'number':
      return value;
    case 'string':
      return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value)
        ? Number(value)
        : 0;
    default:
      return Number(toInt64(value));
  }
}

/** The text of anything. */
export function toText(value: GoValue): string {
  return typeof value === 'string' ? value : formatValue(value);
}

/** A list of texts: of a list its elements without nil, of anything else itself. */
export function toTexts(value: GoValue): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return [toText(value)];
  return value.filter(element => element !== undefined).map(toText);
}

/** Whether `default` replaces a value. */
export function isEmpty(value: GoValue): boolean {
  if (value instanceof GoStruct) return value.entries?.size === 0;
  if (value instanceof Map) return value.size === 0;
  if (Array.isArray(value)) return value.length === 0;
  return !value;
}

function parseInteger(text: string): bigint {
  const trimmed = text.replace(/\.0*$/, '');
  const found =
    /^([+-]?)(0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|[1-9]\d*|0)$/.exec(
      trimmed,
    );
  if (found === null) return 0n;
  const digits = /^0[0-7]+$/.test(found[2])
    ? `0o${found[2].slice(1)}`
    : found[2];
  const value = found[1] === '-' ? -BigInt(digits) : BigInt(digits);
  return value > maxInt || value < -maxInt - 1n ? 0n : value;
}

import { utf8Bytes } from '../values/utf8';
import { formatFloat } from './formatFloat';
import { quoteText } from './quoteText';

/** The flags between `%` and its verb. */
export interface VerbFlags {
  readonly plus: boolean;
  readonly minus: boolean;
  readonly sharp: boolean;
  readonly space: boolean;
  readonly zero: boolean;
  readonly width?: number;
  readonly precision?: number;
}

/** Prints one value; undefined when the verb is not for its type. */
export function formatVerb(
  value: boolean | string | number | bigint,
  verb: string,
  flags: VerbFlags,
): string | undefined {
  switch (typeof value) {
    case 'boolean':
      return verb === 'v' || verb === 't'
        ? pad(String(value), flags)
        : undefined;
    case 'string':
      return formatString(value, verb, flags);
    case 'number':
      return formatNumber(value, verb, flags);
    default:
      return formatInteger(value, verb, flags);
  }
}

function formatString(
  text: string,
  verb: string,
  flags: VerbFlags,
): string | undefined {
  const cut =
    flags.precision === undefined
      ? text
      : [...text].slice(0, flags.precision).join('');
  switch (verb) {
    case 'v':
      return pad(flags.sharp ? quoteText(cut) : cut, flags);
    case 's':
      return pad(cut, flags);
    case 'q':
      return pad(
        flags.sharp && !cut.includes('`') ? `\`${cut}\`` : quoteText(cut),
        flags,
      );
    case 'x':
    case 'X': {
      const hexadecimal = [...utf8Bytes(cut)]
        .map(byte => byte.toString(16).padStart(2, '0'))
        .join('');
      return pad(verb === 'X' ? hexadecimal.toUpperCase() : hexadecimal, flags);
    }
    default:
      return undefined;
  }
}

function formatNumber(
  value: number,
  verb: string,
  flags: VerbFlags,
): string | undefined {
  const lower = verb.toLowerCase();
  if (verb !== 'v' && !['e', 'f', 'g'].includes(lower)) return undefined;
  const kind = lower === 'e' || lower === 'f' ? lower : 'g';
  const precision = flags.precision ?? (kind === 'g' ? undefined : 6);
  const text = formatFloat(value, kind, precision);
  if (!Number.isFinite(value)) return pad(text, flags);
  const cased = verb === 'E' || verb === 'G' ? text.replace('e', 'E') : text;
  return padNumber(cased, value < 0, flags);
}

const bases: Readonly<Record<string, number>> = {
  b: 2,
  o: 8,
  O: 8,
  x: 16,
  X: 16,
  d: 10,
  v: 10,
};
const prefixes: Readonly<Record<string, string>> = {
  b: '0b',
  o: '0',
  x: '0x',
  X: '0X',
};

function formatInteger(
  value: bigint,
  verb: string,
  flags: VerbFlags,
): string | undefined {
  if (verb === 'c' || verb === 'q' || verb === 'U') {
    const code = value >= 0n && value <= 0x10ffffn ? Number(value) : 0xfffd;
    const character = String.fromCodePoint(code);
    if (verb === 'c') return pad(character, flags);
    if (verb === 'q')
      return pad(`'${character === "'" ? "\\'" : character}'`, flags);
    return pad(`U+${code.toString(16).toUpperCase().padStart(4, '0')}`, flags);
  }
  if (!Object.hasOwn(bases, verb)) return undefined;
  const size = value < 0n ? -value : value;
  let digits = size.toString(bases[verb]).padStart(flags.precision ?? 0, '0');
  if (verb === 'X') digits = digits.toUpperCase();
  if (verb === 'O') digits = `0o${digits}`;
  else if (flags.sharp) digits = (prefixes[verb] ?? '') + digits;
  return padNumber(value < 0n ? `-${digits}` : digits, value < 0n, flags);
}

function padNumber(text: string, isSigned: boolean, flags: VerbFlags): string {
  let signed = text;
  if (!isSigned && !text.startsWith('-')) {
    if (flags.plus) signed = `+${text}`;
    else if (flags.space) signed = ` ${text}`;
  }
  if (!flags.zero || flags.minus) return pad(signed, flags);
  const sign = /^[-+ ]?/.exec(signed)?.[0] ?? '';
  return (
    sign +
    signed.slice(sign.length).padStart((flags.width ?? 0) - sign.length, '0')
  );
}

function pad(text: string, { width = 0, minus }: VerbFlags): string {
  const missing = width - [...text].length;
  if (missing <= 0) return text;
  return minus ? text + ' '.repeat(missing) : ' '.repeat(missing) + text;
}

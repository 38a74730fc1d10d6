import { decodeBase64, encodeBase64 } from '../digest/base64';
import { sha256Hex } from '../digest/sha256';
import { formatValue } from '../format/formatValue';
import { quoteText } from '../format/quoteText';
import {
  goFunction,
  variadicFunction,
  type GoFunctions,
} from '../functions/GoFunction';
import type { GoMap } from '../values/GoValue';
import { compareText } from '../values/compareText';
import { utf8Bytes, utf8Text } from '../values/utf8';
import { toInt64, toText, toTexts } from './conversions';
import { camelCase, kebabCase, snakeCase, titleCase } from './letterCase';

const escaped = /[\\^$.*+?()[\]{}|-]/g;
const maxRepeated = 10_000_000;

/** Sprig's functions of texts. */
export const stringFunctions: GoFunctions = {
  trim: goFunction(['string'], text => text.trim()),
  trimAll: goFunction(['string', 'string'], trimAll),
  trimall: goFunction(['string', 'string'], trimAll),
  trimSuffix: goFunction(['string', 'string'], (suffix, text) =>
    suffix !== '' && text.endsWith(suffix)
      ? text.slice(0, -suffix.length)
      : text,
  ),
  trimPrefix: goFunction(['string', 'string'], (prefix, text) =>
    text.startsWith(prefix) ? text.slice(prefix.length) : text,
  ),
  upper: goFunction(['string'], text => text.toUpperCase()),
  lower: goFunction(['string'], text => text.toLowerCase()),
  title: goFunction(['string'], titleCase),
  untitle: goFunction(['string'], text =>
    text.replace(
      /(^|\s)(\S)/g,
      (_, before: string, letter: string) => before + letter.toLowerCase(),
    ),
  ),
  camelcase: goFunction(['string'], camelCase),
  snakecase: goFunction(['string'], snakeCase),
  kebabcase: goFunction(['string'], kebabCase),
  swapcase: goFunction(['string'], text =>
    [...text]
      .map(letter =>
        letter === letter.toUpperCase()
          ? letter.toLowerCase()
          : letter.toUpperCase(),
      )
      .join(''),
  ),
  nospace: goFunction(['string'], text => text.replace(/\s/g, '')),
  initials: goFunction(['string'], text =>
    text
      .split(/\s+/)
      .map(word => word.slice(0, 1))
      .join(''),
  ),
  repeat: goFunction(['int', 'string'], (count, text, context) => {
    if (count < 0) throw new Error('strings: negative Repeat count');
    if (count * text.length > maxRepeated)
      throw new Error(`repeat: more than ${maxRepeated} characters`);
    context.spend((count * text.length) / 64);
    return text.repeat(count);
  }),
  substr: goFunction(['int', 'int', 'string'], substring),
  trunc: goFunction(['int', 'string'], (count, text) => {
    if (count >= 0) return bytesBetween(text, 0, count);
    const { length } = utf8Bytes(text);
    return bytesBetween(text, Math.max(length + count, 0), length);
  }),
  abbrev: goFunction(['int', 'string'], (width, text) =>
    width < 4 || utf8Bytes(text).length <= width
      ? text
      : `${bytesBetween(text, 0, width - 3)}...`,
  ),
  contains: goFunction(['string', 'string'], (part, text) =>
    text.includes(part),
  ),
  hasPrefix: goFunction(['string', 'string'], (prefix, text) =>
    text.startsWith(prefix),
  ),
  hasSuffix: goFunction(['string', 'string'], (suffix, text) =>
    text.endsWith(suffix),
  ),
  quote: variadicFunction([], 'any', (_, values) =>
    values
      .filter(value => value !== undefined)
      .map(value => quoteText(toText(value)))
      .join(' '),
  ),
  squote: variadicFunction([], 'any', (_, values) =>
    values
      .filter(value => value !== undefined)
      .map(value => `'${formatValue(value)}'`)
      .join(' '),
  ),
  cat: variadicFunction([], 'any', (_, values) =>
    values
      .filter(value => value !== undefined)
      .map(formatValue)
      .join(' '),
  ),
  indent: goFunction(['int', 'string'], indent),
  nindent: goFunction(
    ['int', 'string'],
    (count, text) => `\n${indent(count, text)}`,
  ),
  replace: goFunction(
    ['string', 'string', 'string'],
    (old, replacement, text) => text.replaceAll(old, () => replacement),
  ),
  plural: goFunction(['string', 'string', 'int'], (one, many, count) =>
    count === 1 ? one : many,
  ),
  wrap: goFunction(['int', 'string'], (width, text) => wrap(width, text, '\n')),
  wrapWith: goFunction(['int', 'string', 'string'], (width, separator, text) =>
    wrap(width, text, separator),
  ),
  split: goFunction(['string', 'string'], (separator, text) =>
    numbered(text.split(separator)),
  ),
  splitn: goFunction(['string', 'int', 'string'], (separator, count, text) => {
    const parts = text.split(separator);
    const head = parts.slice(0, Math.max(count - 1, 0));
    return numbered(
      count > 0 && parts.length > count
        ? [...head, parts.slice(count - 1).join(separator)]
        : parts,
    );
  }),
  splitList: goFunction(['string', 'string'], (separator, text) =>
    text.split(separator),
  ),
  join: goFunction(['string', 'any'], (separator, list) =>
    toTexts(list).join(separator),
  ),
  sortAlpha: goFunction(['any'], list => toTexts(list).sort(compareText)),
  toString: goFunction(['any'], toText),
  toStrings: goFunction(['any'], toTexts),
  atoi: goFunction(['string'], text =>
    /^[+-]?\d+$/.test(text)
      ? toInt64(text.replace(/^([+-]?)0+(?=\d)/, '$1'))
      : 0n,
  ),
  b64enc: goFunction(['string'], encodeBase64),
  b64dec: goFunction(['string'], text => {
    try {
      return decodeBase64(text);
    } catch (error) {
      // Sprig prints the failure instead of failing.
      return error instanceof Error ? error.message : String(error);
    }
  }),
  sha256sum: goFunction(['string'], (text, context) => {
    context.spend(text.length / 8);
    return sha256Hex(text);
  }),
  base: goFunction(
    ['string'],
    path =>
      path.replace(/\/+$/, '').split('/').at(-1) || (path === '' ? '.' : '/'),
  ),
  dir: goFunction(['string'], path =>
    cleanPath(path.slice(0, path.lastIndexOf('/') + 1)),
  ),
  clean: goFunction(['string'], cleanPath),
  ext: goFunction(['string'], path => /\.[^./]*$/.exec(path)?.[0] ?? ''),
  isAbs: goFunction(['string'], path => path.startsWith('/')),
};

function trimAll(cutset: string, text: string): string {
  if (cutset === '') return text;
  const set = cutset.replace(escaped, '\\$&');
  return text
    .replace(new RegExp(`^[${set}]+`), '')
    .replace(new RegExp(`[${set}]+$`), '');
}

function substring(start: number, end: number, text: string): string {
  if (start < 0) return bytesBetween(text, 0, end);
  const { length } = utf8Bytes(text);
  return bytesBetween(text, start, end < 0 ? length : Math.min(end, length));
}

/** Go counts in bytes, and may cut a character in two. */
function bytesBetween(text: string, start: number, end: number): string {
  return utf8Text(utf8Bytes(text).subarray(start, end));
}

function indent(count: number, text: string): string {
  if (count < 0) throw new Error('strings: negative Repeat count');
  if (count > 10_000) throw new Error(`indent: ${count} is more than 10000`);
  const pad = ' '.repeat(count);
  return pad + text.replaceAll('\n', `\n${pad}`);
}

function numbered(parts: readonly string[]): GoMap {
  return new Map(parts.map((part, index) => [`_${index}`, part]));
}

function wrap(width: number, text: string, separator: string): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines.join(separator);
}

function cleanPath(path: string): string {
  const isAbsolute = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!isAbsolute) parts.push(part);
  }
  return (isAbsolute ? '/' : '') + parts.join('/') || '.';
}

import {
  goFunction,
  isTrue,
  variadicFunction,
  type GoFunctions,
} from '@orrery/go-template';

import { parseByteSize } from '../quantities/byteSize';
import { parseGoDuration } from '../quantities/goDuration';
import { numberFunctions } from './numberFunctions';
import { regexFunctions } from './regexFunctions';
import { timeFunctions } from './timeFunctions';

const text1 = (call: (text: string) => string) => goFunction(['string'], call);

/** Text comes last, as in pipes: `{{ .path | trunc 10 }}`. */
const textFunctions: GoFunctions = {
  ToLower: text1(text => text.toLowerCase()),
  ToUpper: text1(text => text.toUpperCase()),
  lower: text1(text => text.toLowerCase()),
  upper: text1(text => text.toUpperCase()),
  title: text1(text =>
    text.replace(/(^|\s)(\S)/g, (_, space: string, letter: string) => {
      return `${space}${letter.toUpperCase()}`;
    }),
  ),
  trim: text1(text => text.trim()),
  TrimSpace: text1(text => text.trim()),
  Trim: goFunction(['string', 'string'], (text, set) =>
    trimEnd(trimStart(text, set), set),
  ),
  TrimLeft: goFunction(['string', 'string'], trimStart),
  TrimRight: goFunction(['string', 'string'], trimEnd),
  TrimPrefix: goFunction(['string', 'string'], (text, prefix) =>
    text.startsWith(prefix) ? text.slice(prefix.length) : text,
  ),
  TrimSuffix: goFunction(['string', 'string'], (text, suffix) =>
    withoutSuffix(text, suffix),
  ),
  trimAll: goFunction(['string', 'string'], (set, text) =>
    trimEnd(trimStart(text, set), set),
  ),
  trimPrefix: goFunction(['string', 'string'], (prefix, text) =>
    text.startsWith(prefix) ? text.slice(prefix.length) : text,
  ),
  trimSuffix: goFunction(['string', 'string'], (suffix, text) =>
    withoutSuffix(text, suffix),
  ),
  Replace: goFunction(
    ['string', 'string', 'string', 'int'],
    (text, from, to, count, context) => {
      context.spend(text.length);
      return replaceFirst(text, from, to, count);
    },
  ),
  replace: goFunction(
    ['string', 'string', 'string'],
    (from, to, text, context) => {
      context.spend(text.length);
      return text.split(from).join(to);
    },
  ),
  repeat: goFunction(['int', 'string'], (count, text, context) => {
    context.spend(Math.max(0, count) * (1 + text.length));
    return text.repeat(Math.max(0, count));
  }),
  contains: goFunction(['string', 'string'], (part, text) =>
    text.includes(part),
  ),
  hasPrefix: goFunction(['string', 'string'], (prefix, text) =>
    text.startsWith(prefix),
  ),
  hasSuffix: goFunction(['string', 'string'], (suffix, text) =>
    text.endsWith(suffix),
  ),
  trunc: goFunction(['int', 'string'], (count, text) =>
    count < 0 ? text.slice(count) : text.slice(0, count),
  ),
  substr: goFunction(['int', 'int', 'string'], (start, end, text) =>
    start < 0
      ? text.slice(0, Math.max(0, end))
      : text.slice(start, end < 0 ? undefined : end),
  ),
  indent: goFunction(['int', 'string'], (count, text, context) => {
    context.spend(text.length * (1 + Math.max(0, count)));
    const space = ' '.repeat(Math.max(0, count));
    return space + text.replace(/\n/g, `\n${space}`);
  }),
  nindent: goFunction(['int', 'string'], (count, text, context) => {
    context.spend(text.length * (1 + Math.max(0, count)));
    const space = ' '.repeat(Math.max(0, count));
    return `\n${space}${text.replace(/\n/g, `\n${space}`)}`;
  }),
  alignLeft: goFunction(['int', 'string'], (width, text, context) => {
    context.spend(Math.max(0, width));
    return text.padEnd(width).slice(0, Math.max(0, width));
  }),
  alignRight: goFunction(['int', 'string'], (width, text, context) => {
    context.spend(Math.max(0, width));
    const from = Math.max(0, text.length - Math.max(0, width));
    return text.slice(from).padStart(width);
  }),
  urlencode: text1(text =>
    encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
      /%20/g,
      '+',
    ),
  ),
  urldecode: text1(text => decodeURIComponent(text.replace(/\+/g, ' '))),
  default: variadicFunction(['any'], 'any', ([otherwise], [value]) =>
    isTrue(value) ? value : otherwise,
  ),
};

/** The functions that `line_format` and `label_format` know, besides Go's own. */
export const templateFunctions: GoFunctions = {
  ...textFunctions,
  ...numberFunctions,
  ...regexFunctions,
  ...timeFunctions,
  bytes: goFunction(['string'], text => parseByteSize(text) ?? 0),
  duration: goFunction(['string'], text => parseGoDuration(text) ?? 0),
  duration_seconds: goFunction(['string'], text => parseGoDuration(text) ?? 0),
};

function trimStart(text: string, set: string): string {
  let start = 0;
  while (start < text.length && set.includes(text[start])) start += 1;
  return text.slice(start);
}

function trimEnd(text: string, set: string): string {
  let end = text.length;
  while (end > 0 && set.includes(text[end - 1])) end -= 1;
  return text.slice(0, end);
}

function withoutSuffix(text: string, suffix: string): string {
  return suffix !== '' && text.endsWith(suffix)
    ? text.slice(0, -suffix.length)
    : text;
}

function replaceFirst(
  text: string,
  from: string,
  to: string,
  count: number,
): string {
  if (count < 0) return text.split(from).join(to);
  const parts = text.split(from);
  const head = parts.slice(0, count + 1).join(to);
  const tail = parts.slice(count + 1);
  return tail.length === 0 ? head : `${head}${from}${tail.join(from)}`;
}

import {
  goFunction,
  type CallContext,
  type GoFunction,
  type GoFunctions,
} from '../functions/GoFunction';
import { GoRegex } from '../regex/GoRegex';

const named = {
  regexMatch: goFunction(['string', 'string'], (pattern, text, context) =>
    new GoRegex(pattern).test(text, context.spend),
  ),
  regexFind: goFunction(
    ['string', 'string'],
    (pattern, text, context) =>
      new GoRegex(pattern).findAll(text, 1, context.spend)[0]?.groups[0] ?? '',
  ),
  regexFindAll: goFunction(
    ['string', 'string', 'int'],
    (pattern, text, count, context) =>
      new GoRegex(pattern)
        .findAll(text, count < 0 ? Infinity : count, context.spend)
        .map(match => match.groups[0]),
  ),
  regexReplaceAll: goFunction(
    ['string', 'string', 'string'],
    (pattern, text, replacement, context) => {
      const regex = new GoRegex(pattern);
      return regex.replace(
        text,
        match => regex.expand(replacement, match),
        context.spend,
      );
    },
  ),
  regexReplaceAllLiteral: goFunction(
    ['string', 'string', 'string'],
    (pattern, text, replacement, context) =>
      new GoRegex(pattern).replace(text, () => replacement, context.spend),
  ),
  regexSplit: goFunction(['string', 'string', 'int'], split),
};

/** Sprig's regular expressions, which are RE2's. */
export const regexFunctions: GoFunctions = {
  ...named,
  ...Object.fromEntries(
    Object.entries(named).map(([name, target]): [string, GoFunction] => [
      `mustR${name.slice(1)}`,
      target,
    ]),
  ),
  regexQuoteMeta: goFunction(['string'], text =>
    text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&'),
  ),
};

function split(
  pattern: string,
  text: string,
  count: number,
  context: CallContext,
): string[] {
  if (count === 0) return [];
  const regex = new GoRegex(pattern);
  if (pattern !== '' && text === '') return [''];
  const parts: string[] = [];
  let from = 0;
  let end = 0;
  for (const match of regex.findAll(text, Infinity, context.spend)) {
    if (count > 0 && parts.length === count - 1) break;
    end = match.start;
    if (match.end !== 0) parts.push(text.slice(from, end));
    from = match.end;
  }
  return end === text.length ? parts : [...parts, text.slice(from)];
}

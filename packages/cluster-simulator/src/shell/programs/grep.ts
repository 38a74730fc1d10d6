import { parseCount, parseOptions } from '../parseOptions';
import { UsageError, type Program } from '../Program';
import { inputsOf, linesOf } from './inputs';

/** Patterns are literal text, with `.`, `*`, `^`, `$` and `|` (-E) as in a basic expression; other operators are taken literally. */
export const grep: Program = async context => {
  const { flags, values, operands } = parseOptions(
    context.args,
    ['i', 'v', 'n', 'c', 'q', 'E', 'F', 'o', 'r', 'l', 'w', 'h', 'H'],
    ['e', 'm'],
  );
  const [first, ...others] = operands;
  const pattern = values.get('e') ?? first;
  if (pattern === undefined)
    throw new UsageError('usage: grep [-ivncqEFow] PATTERN [FILE]...');
  const names = values.has('e') ? operands : others;
  const expression = toExpression(pattern, flags);
  let count = 0;
  const limit = parseCount(values.get('m') ?? '999999999');
  for await (const { name, bytes } of inputsOf(context, names)) {
    let number = 0;
    for await (const line of linesOf(bytes)) {
      number += 1;
      expression.lastIndex = 0;
      if (expression.test(line) === flags.has('v') || count >= limit) continue;
      count += 1;
      if (flags.has('q')) return 0;
      if (flags.has('c')) continue;
      const prefix =
        (names.length > 1 && !flags.has('h') ? `${name}:` : '') +
        (flags.has('n') ? `${number}:` : '');
      const found = flags.has('o') ? line.match(expression) ?? [] : [line];
      for (const text of found)
        await context.stdout.write(`${prefix}${text}\n`);
    }
  }
  if (flags.has('c')) await context.stdout.write(`${count}\n`);
  return count > 0 ? 0 : 1;
};

/** Without groups and repeated groups there is nothing that could take more than linear time per place in the line. */
function toExpression(pattern: string, flags: ReadonlySet<string>): RegExp {
  const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const alternatives = flags.has('E')
    ? pattern.split('|')
    : pattern.split('\\|');
  const sources = alternatives.map(each => {
    if (flags.has('F')) return literal(each);
    const [, start, body, end] = /^(\^?)(.*?)(\$?)$/s.exec(each) ?? [];
    const inner = literal(body)
      .replace(/(?:\\\.\\\*)+/g, '.*?')
      .replace(/\\\./g, '.');
    return `${start}${inner}${end}`;
  });
  const source = flags.has('w')
    ? `\\b(?:${sources.join('|')})\\b`
    : sources.join('|');
  return new RegExp(source, flags.has('i') ? 'gi' : 'g');
}

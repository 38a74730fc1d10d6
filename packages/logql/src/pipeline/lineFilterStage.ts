import { parseError } from '../LogqlError';
import { compileIpTest } from '../patterns/ipRange';
import { compileLinePattern } from '../patterns/linePattern';
import { searchRegex } from '../patterns/searchRegex';
import type { LineFilterStage, LineMatch } from '../syntax/Expr';
import type { CompiledStage } from './Stage';

/** `|= "a" or "b"` and its kin. An empty text filters nothing, and then the line is not even read. */
export function compileLineFilter({
  operator,
  alternatives,
}: LineFilterStage): CompiledStage {
  const isNegated = operator.startsWith('!');
  const kind = { '=': 'text', '~': 'regex', '>': 'pattern' }[operator[1]];
  if (kind !== 'pattern' && alternatives.some(matchesAll)) {
    return () => !isNegated;
  }
  const tests = alternatives.map(each => testOf(each, kind ?? 'text'));
  return isNegated
    ? state => !tests.some(test => test(state.line))
    : state => tests.some(test => test(state.line));
}

function matchesAll({ text, isIp }: LineMatch): boolean {
  return text === '' && !isIp;
}

function testOf(
  { text, isIp }: LineMatch,
  kind: string,
): (line: string) => boolean {
  if (isIp) {
    if (kind !== 'text') throw parseError('ip: invalid operation');
    const range = compileIpTest(text);
    if (range === undefined) {
      throw parseError(`invalid ip filter: ${JSON.stringify(text)}`);
    }
    return line => range.isAnyInside(line);
  }
  if (kind === 'text') return line => line.includes(text);
  if (kind === 'regex') {
    const regex = searchRegex(text);
    if (regex.kind === 'error') throw parseError(regex.reason);
    return line => regex.test(line);
  }
  const pattern = compileLinePattern(text);
  if (pattern.kind === 'error') throw parseError(pattern.reason);
  if (pattern.names.length > 0) {
    throw parseError(
      `named captures are not allowed in line filters: ${pattern.names.join(
        ', ',
      )}`,
    );
  }
  return line => pattern.test(line);
}

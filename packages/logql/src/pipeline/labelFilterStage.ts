import { compileMatchers } from '../labels/compileMatchers';
import { parseError } from '../LogqlError';
import type { LineState } from '../lines/LineState';
import { compileIpTest } from '../patterns/ipRange';
import { parseByteSize } from '../quantities/byteSize';
import { parseGoDuration } from '../quantities/goDuration';
import { parseGoFloat } from '../quantities/goFloat';
import type { ComparisonOperator, LabelFilter } from '../syntax/Expr';
import type { CompiledStage } from './Stage';

type NumericFilter = Extract<
  LabelFilter,
  { readonly operator: ComparisonOperator; readonly value: number }
>;

/** `| status >= 500 and method = "GET"`. A label that is no number stays, with an error; a line in error passes comparisons. */
export function compileLabelFilter(filter: LabelFilter): CompiledStage {
  switch (filter.kind) {
    case 'and': {
      const [left, right] = sidesOf(filter);
      return state => left(state) && right(state);
    }
    case 'or': {
      const [left, right] = sidesOf(filter);
      return state => left(state) || right(state);
    }
    case 'string': {
      const { name } = filter.matcher;
      const matches = compileMatchers([{ ...filter.matcher, name: 'value' }]);
      return state => matches({ value: state.get(name) });
    }
    case 'ip':
      return compileIpFilter(filter);
    default:
      return compileComparison(filter);
  }
}

function sidesOf(filter: {
  readonly left: LabelFilter;
  readonly right: LabelFilter;
}): readonly [CompiledStage, CompiledStage] {
  return [compileLabelFilter(filter.left), compileLabelFilter(filter.right)];
}

function compileIpFilter({
  label,
  operator,
  pattern,
}: Extract<LabelFilter, { readonly kind: 'ip' }>): CompiledStage {
  const range = compileIpTest(pattern);
  if (range === undefined) {
    throw parseError(`invalid ip filter: ${JSON.stringify(pattern)}`);
  }
  return state => {
    const value = state.get(label);
    if (value === '') return false;
    return (range.isInside(value) ?? false) === (operator === '=');
  };
}

const readers = {
  number: parseGoFloat,
  duration: parseGoDuration,
  bytes: parseByteSize,
};

const problems = {
  number: (text: string) =>
    `strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax`,
  duration: (text: string) => `time: invalid duration ${JSON.stringify(text)}`,
  bytes: (text: string) =>
    `strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax`,
};

function compileComparison(filter: NumericFilter): CompiledStage {
  const { kind, label, operator, value: bound } = filter;
  const holds = comparisonOf(operator);
  const read = readers[kind];
  return (state: LineState) => {
    if (state.hasError) return true;
    const text = state.get(label);
    if (text === '') return false;
    const value = read(text);
    if (value === undefined) {
      state.fail('LabelFilterErr', problems[kind](text));
      return true;
    }
    return holds(value, bound);
  };
}

function comparisonOf(
  operator: ComparisonOperator,
): (value: number, bound: number) => boolean {
  switch (operator) {
    case '==':
      return (value, bound) => value === bound;
    case '!=':
      return (value, bound) => value !== bound;
    case '>':
      return (value, bound) => value > bound;
    case '>=':
      return (value, bound) => value >= bound;
    case '<':
      return (value, bound) => value < bound;
    default:
      return (value, bound) => value <= bound;
  }
}

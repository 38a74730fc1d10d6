import {
  goFunction,
  variadicFunction,
  type GoFunction,
  type GoFunctions,
} from '../functions/GoFunction';
import type { CallContext } from '../functions/GoFunction';
import type { GoList, GoValue } from '../values/GoValue';
import { toFloat64, toInt64 } from './conversions';

const wrapped = (value: bigint) => BigInt.asIntN(64, value);

const integers = (fold: (left: bigint, right: bigint) => bigint) =>
  variadicFunction(['any'], 'any', ([first], rest) =>
    rest
      .map(toInt64)
      .reduce((left, right) => wrapped(fold(left, right)), toInt64(first)),
  );

const floats = (fold: (left: number, right: number) => number): GoFunction =>
  variadicFunction(['any'], 'any', ([first], rest) =>
    rest.map(toFloat64).reduce(fold, toFloat64(first)),
  );

const rounding = (round: (value: number) => number) =>
  goFunction(['any'], value => round(toFloat64(value)));

const biggest = integers((left, right) => (left > right ? left : right));

/** Sprig's arithmetic: whole numbers of 64 bits, or floats where the name ends in `f`. */
export const mathFunctions: GoFunctions = {
  int: goFunction(['any'], toInt64),
  int64: goFunction(['any'], toInt64),
  float64: goFunction(['any'], toFloat64),
  toDecimal: goFunction(['any'], value =>
    BigInt(parseInt(String(value), 8) || 0),
  ),
  add: variadicFunction([], 'any', (_, values) =>
    wrapped(values.map(toInt64).reduce((sum, value) => sum + value, 0n)),
  ),
  add1: goFunction(['any'], value => wrapped(toInt64(value) + 1n)),
  sub: goFunction(['any', 'any'], (left, right) =>
    wrapped(toInt64(left) - toInt64(right)),
  ),
  mul: integers((left, right) => left * right),
  div: goFunction(['any', 'any'], (left, right) =>
    wrapped(toInt64(left) / divisor(right)),
  ),
  mod: goFunction(
    ['any', 'any'],
    (left, right) => toInt64(left) % divisor(right),
  ),
  max: biggest,
  biggest,
  min: integers((left, right) => (left < right ? left : right)),
  addf: variadicFunction([], 'any', (_, values) =>
    values.map(toFloat64).reduce((sum, value) => sum + value, 0),
  ),
  add1f: goFunction(['any'], value => toFloat64(value) + 1),
  subf: floats((left, right) => left - right),
  mulf: floats((left, right) => left * right),
  divf: floats((left, right) => left / right),
  maxf: floats(Math.max),
  minf: floats(Math.min),
  floor: rounding(Math.floor),
  ceil: rounding(Math.ceil),
  round: variadicFunction(
    ['any', 'int'],
    'float64',
    ([value, places], [roundOn = 0.5]) => {
      const scale = 10 ** places;
      const scaled = toFloat64(value) * scale;
      const whole = Math.trunc(scaled);
      const up = Math.abs(scaled - whole) >= roundOn ? Math.sign(scaled) : 0;
      return (whole + up) / scale;
    },
  ),
  until: goFunction(['int'], (count, context) =>
    steps(0, count, count < 0 ? -1 : 1, context),
  ),
  untilStep: goFunction(['int', 'int', 'int'], (start, stop, step, context) =>
    steps(start, stop, step, context),
  ),
  seq: variadicFunction([], 'int', (_, numbers, context) => {
    const [first, second, third] = numbers;
    if (numbers.length === 0 || numbers.length > 3) return '';
    const start = numbers.length === 1 ? 1 : first;
    const end = [first, second, third][numbers.length - 1];
    const step = numbers.length === 3 ? second : Math.sign(end - start) || 1;
    return steps(start, end + Math.sign(step), step, context).join(' ');
  }),
};

function divisor(value: GoValue): bigint {
  const number = toInt64(value);
  if (number === 0n) throw new Error('runtime error: integer divide by zero');
  return number;
}

function steps(
  start: number,
  stop: number,
  step: number,
  context: CallContext,
): GoList {
  const list: GoList = [];
  if (step === 0) return list;
  for (
    let value = start;
    step > 0 ? value < stop : value > stop;
    value += step
  ) {
    context.spend(1);
    list.push(BigInt(value));
  }
  return list;
}

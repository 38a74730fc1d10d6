import {
  goFunction,
  variadicFunction,
  type GoFunction,
  type GoFunctions,
  type GoValue,
} from '@orrery/go-template';

import { parseGoFloat } from '../quantities/goFloat';

/** A number out of whatever a template holds; 0 for what is none, as `cast` has it. */
function numberOf(value: GoValue): number {
  switch (typeof value) {
    case 'number':
      return value;
    case 'bigint':
    case 'boolean':
      return Number(value);
    case 'string':
      return parseGoFloat(value.trim()) ?? 0;
    default:
      return 0;
  }
}

const whole = (value: number): bigint =>
  Number.isFinite(value) ? BigInt(Math.trunc(value)) : 0n;

function folded(
  combine: (left: number, right: number) => number,
  toResult: (value: number) => GoValue,
): GoFunction {
  return variadicFunction(['any'], 'any', ([first], rest) =>
    toResult(
      rest
        .map(numberOf)
        .reduce((left, right) => combine(left, right), numberOf(first)),
    ),
  );
}

const wholeFold = (combine: (left: number, right: number) => number) =>
  folded((left, right) => combine(Math.trunc(left), Math.trunc(right)), whole);
const floatFold = (combine: (left: number, right: number) => number) =>
  folded(combine, value => value);

function divided(left: number, right: number): number {
  if (right === 0) throw new Error('runtime error: integer divide by zero');
  return Math.trunc(left / right);
}

/** Arithmetic of templates: whole numbers, and with an `f` at the end any. */
export const numberFunctions: GoFunctions = {
  int: goFunction(['any'], value => whole(numberOf(value))),
  float64: goFunction(['any'], numberOf),
  add: wholeFold((left, right) => left + right),
  sub: wholeFold((left, right) => left - right),
  mul: wholeFold((left, right) => left * right),
  div: wholeFold(divided),
  mod: wholeFold((left, right) => left - right * divided(left, right)),
  addf: floatFold((left, right) => left + right),
  subf: floatFold((left, right) => left - right),
  mulf: floatFold((left, right) => left * right),
  divf: floatFold((left, right) => left / right),
  max: wholeFold(Math.max),
  min: wholeFold(Math.min),
  maxf: floatFold(Math.max),
  minf: floatFold(Math.min),
  ceil: goFunction(['any'], value => Math.ceil(numberOf(value))),
  floor: goFunction(['any'], value => Math.floor(numberOf(value))),
  round: variadicFunction(['any', 'int'], 'any', ([value, digits]) => {
    const scale = 10 ** Math.min(15, Math.max(0, digits));
    return Math.round(numberOf(value) * scale) / scale;
  }),
};

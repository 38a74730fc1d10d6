import type { ArithmeticOperator, ComparisonOperator } from '../syntax/Expr';

/** The result of an arithmetic operator, as IEEE 754 and Go's `math` define it. */
export function calculate(
  operator: ArithmeticOperator,
): (left: number, right: number) => number {
  switch (operator) {
    case '+':
      return (left, right) => left + right;
    case '-':
      return (left, right) => left - right;
    case '*':
      return (left, right) => left * right;
    case '/':
      return (left, right) => left / right;
    case '%':
      return (left, right) => left % right;
    case '^':
      return power;
    default:
      return Math.atan2;
  }
}

/** Whether a comparison holds; never for NaN, but for `!=`. */
export function compare(
  operator: ComparisonOperator,
): (left: number, right: number) => boolean {
  switch (operator) {
    case '==':
      return (left, right) => left === right;
    case '!=':
      return (left, right) => left !== right;
    case '>':
      return (left, right) => left > right;
    case '<':
      return (left, right) => left < right;
    case '>=':
      return (left, right) => left >= right;
    default:
      return (left, right) => left <= right;
  }
}

/** C and Go know that 1 to any power is 1, and -1 to an infinite one as well; JavaScript says NaN. */
function power(base: number, exponent: number): number {
  if (base === 1) return 1;
  if (base === -1 && Math.abs(exponent) === Infinity) return 1;
  return base ** exponent;
}

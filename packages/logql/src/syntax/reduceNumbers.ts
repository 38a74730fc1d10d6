import type { BinaryOperation } from './Expr';

/** What an operator makes of two numbers; a comparison makes 0 or 1. O(1). */
export function reduceNumbers(
  operator: BinaryOperation['operator'],
  left: number,
  right: number,
): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? NaN : left / right;
    case '%':
      return left % right;
    case '^':
      return left === 1 ? 1 : left ** right;
    case '==':
      return Number(left === right);
    case '!=':
      return Number(left !== right);
    case '>':
      return Number(left > right);
    case '>=':
      return Number(left >= right);
    case '<':
      return Number(left < right);
    case '<=':
      return Number(left <= right);
    default:
      throw new TypeError(`${operator} takes no numbers`);
  }
}

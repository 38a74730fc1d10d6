import { ShellSyntaxError } from './ShellSyntaxError';

/** Loosest first; those of one level go from left to right. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
];
const TOKEN = /\s*(\d+|[A-Za-z_]\w*|\|\||&&|[=!<>]=|[-+*/%<>()!])/y;

/**
 * The integer that `$((…))` stands for: numbers, variables (0 when not set), parentheses, `+ - * / %`, comparisons, `&& || !`. Throws
 * `ShellSyntaxError` for the rest and for a division by zero. O(length). Source: POSIX.1-2017, Shell Command Language, 2.6.4.
 */
export function evaluateArithmetic(
  text: string,
  variable: (name: string) => string | undefined,
): number {
  const tokens = tokensOf(text);
  let at = 0;
  const value = level(0);
  if (at < tokens.length) throw syntaxError();
  return value;

  function level(depth: number): number {
    if (depth === LEVELS.length) return operand();
    let left = level(depth + 1);
    while (LEVELS[depth].includes(tokens[at])) {
      const operator = tokens[at];
      at += 1;
      left = apply(operator, left, level(depth + 1));
    }
    return left;
  }

  function operand(): number {
    const token = tokens[at] ?? '';
    at += 1;
    if (token === '-') return -operand();
    if (token === '+') return operand();
    if (token === '!') return Number(operand() === 0);
    if (token === '(') {
      const inside = level(0);
      if (tokens[at] !== ')') throw syntaxError();
      at += 1;
      return inside;
    }
    if (/^\d/.test(token)) return Number(token);
    if (!/^\w/.test(token)) throw syntaxError();
    return Math.trunc(Number(variable(token) ?? 0)) || 0;
  }
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  const rest = text.trimEnd().replace(/\$(?=[A-Za-z_])/g, '');
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < rest.length; ) {
    const token = TOKEN.exec(rest)?.[1];
    if (token === undefined) throw syntaxError();
    tokens.push(token);
  }
  return tokens;
}

function apply(operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
    case '%':
      if (right === 0) throw new ShellSyntaxError('divide by zero');
      return operator === '/' ? Math.trunc(left / right) : left % right;
    case '==':
      return Number(left === right);
    case '!=':
      return Number(left !== right);
    case '<':
      return Number(left < right);
    case '>':
      return Number(left > right);
    case '<=':
      return Number(left <= right);
    case '>=':
      return Number(left >= right);
    case '&&':
      return Number(left !== 0 && right !== 0);
    default:
      return Number(left !== 0 || right !== 0);
  }
}

function syntaxError(): ShellSyntaxError {
  return new ShellSyntaxError('arithmetic syntax error');
}

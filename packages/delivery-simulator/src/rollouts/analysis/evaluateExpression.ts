import {
  functions,
  listOf,
  numberOf,
  predicates,
  truthOf,
  type ExpressionValue,
} from './expressionFunctions';

type Scope = ReadonlyMap<string, ExpressionValue>;
type Node = (scope: Scope) => ExpressionValue;

const tokenPattern =
  /\s*(?:(\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([A-Za-z_]\w*)|(&&|\|\||==|!=|<=|>=|\*\*|[-+*/%<>!()[\]{},#?:]))/y;

/** How tightly operators bind; those of one group from left to right. */
const precedence: Readonly<Record<string, number>> = {
  '||': 1,
  or: 1,
  '&&': 2,
  and: 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  in: 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
};

/**
 * Evaluates a `successCondition`: numbers, strings, lists, `result`, indexes, comparison, arithmetic, logic, the
 * conditional, `len isNaN isInf isNil default asInt asFloat abs max min all any none filter` and `#` in predicates.
 * Throws an Error that says what is wrong with the expression or its operands; an index outside of a list is wrong.
 * Source: the expression language that Argo Rollouts documents for conditions.
 */
export function evaluateExpression(
  expression: string,
  variables: Readonly<Record<string, ExpressionValue>>,
): ExpressionValue {
  return parse(expression)(new Map(Object.entries(variables)));
}

function parse(expression: string): Node {
  const tokens = tokenize(expression);
  let position = 0;
  const peek = () => tokens[position];
  const take = () => tokens[position++];
  const expect = (token: string) => {
    if (take() !== token)
      throw new Error(`expected "${token}" in "${expression}"`);
  };

  function conditional(): Node {
    const condition = binary(1);
    if (peek() !== '?') return condition;
    take();
    const then = conditional();
    expect(':');
    const otherwise = conditional();
    return scope =>
      truthOf(condition(scope)) ? then(scope) : otherwise(scope);
  }
  function binary(minimum: number): Node {
    let left = unary();
    for (;;) {
      const operator = peek();
      const binding = precedence[operator ?? ''] ?? 0;
      if (operator === undefined || binding < minimum) return left;
      take();
      const before = left;
      const right = binary(binding + 1);
      left = scope =>
        operate(
          operator,
          () => before(scope),
          () => right(scope),
        );
    }
  }
  function unary(): Node {
    const operator = peek();
    if (operator === '!' || operator === 'not') {
      take();
      const operand = unary();
      return scope => !truthOf(operand(scope));
    }
    if (operator === '-') {
      take();
      const operand = unary();
      return scope => -numberOf(operand(scope));
    }
    return postfix(primary());
  }
  function postfix(node: Node): Node {
    if (peek() !== '[') return node;
    take();
    const index = conditional();
    expect(']');
    return postfix(scope => elementOf(node(scope), index(scope)));
  }
  function primary(): Node {
    const token = take();
    if (token === undefined)
      throw new Error(`unexpected end of "${expression}"`);
    if (token === '(') {
      const inner = conditional();
      expect(')');
      return inner;
    }
    if (token === '[') return list(']');
    if (token === '#') return scope => scope.get('#');
    if (/^\d/.test(token)) return () => Number(token);
    if (/^["']/.test(token)) return () => token.slice(1, -1);
    if (!/^[A-Za-z_]/.test(token)) {
      throw new Error(`unexpected token "${token}" in "${expression}"`);
    }
    if (peek() === '(') return call(token);
    return named(token);
  }
  function list(end: string): Node {
    const items: Node[] = [];
    while (peek() !== end) {
      items.push(conditional());
      if (peek() === ',') take();
      else break;
    }
    expect(end);
    return scope => items.map(item => item(scope));
  }
  function call(name: string): Node {
    take();
    const predicate = predicates.get(name);
    if (predicate) {
      const items = conditional();
      expect(',');
      const isBraced = peek() === '{';
      if (isBraced) take();
      const test = conditional();
      if (isBraced) expect('}');
      expect(')');
      return scope =>
        predicate(listOf(items(scope)), item =>
          truthOf(test(new Map([...scope, ['#', item]]))),
        );
    }
    const args = list(')');
    const apply = functions.get(name);
    if (!apply) throw new Error(`unknown name ${name} in "${expression}"`);
    return scope => apply(listOf(args(scope)));
  }
  function named(name: string): Node {
    if (name === 'true') return () => true;
    if (name === 'false') return () => false;
    if (name === 'nil') return () => undefined;
    return scope => {
      if (!scope.has(name)) throw new Error(`unknown name ${name}`);
      return scope.get(name);
    };
  }

  const root = conditional();
  if (position < tokens.length) {
    throw new Error(`unexpected token "${peek()}" in "${expression}"`);
  }
  return root;
}

function tokenize(expression: string): readonly string[] {
  const tokens: string[] = [];
  tokenPattern.lastIndex = 0;
  const end = expression.trimEnd().length;
  while (tokenPattern.lastIndex < end) {
    const start = tokenPattern.lastIndex;
    const match = tokenPattern.exec(expression);
    if (!match) {
      throw new Error(`unrecognized character in "${expression.slice(start)}"`);
    }
    tokens.push(match[0].trim());
  }
  return tokens;
}

function operate(
  operator: string,
  left: () => ExpressionValue,
  right: () => ExpressionValue,
): ExpressionValue {
  switch (operator) {
    case '||':
    case 'or':
      return truthOf(left()) || truthOf(right());
    case '&&':
    case 'and':
      return truthOf(left()) && truthOf(right());
    case '==':
      return JSON.stringify(left()) === JSON.stringify(right());
    case '!=':
      return JSON.stringify(left()) !== JSON.stringify(right());
    case 'in':
      return listOf(right()).includes(left());
    default:
      return arithmetic(operator, numberOf(left()), numberOf(right()));
  }
}

function arithmetic(operator: string, left: number, right: number) {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    default:
      return left % right;
  }
}

function elementOf(
  value: ExpressionValue,
  index: ExpressionValue,
): ExpressionValue {
  const items = listOf(value);
  const at = numberOf(index);
  if (at >= items.length || at < -items.length) {
    throw new Error(
      `reflect: slice index out of range (index ${at}, length ${items.length})`,
    );
  }
  return items.at(at);
}

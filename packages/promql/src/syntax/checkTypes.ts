import { compileMatcher } from '../series/compileMatcher';
import type {
  Aggregation,
  BinaryOperation,
  BinaryOperator,
  Expr,
  ExprType,
  FunctionCall,
  VectorSelector,
} from './Expr';
import { failParse } from './failParse';
import { functionSignatureOf } from './functionSignatures';
import { goQuote } from './goQuote';
import { documentedType } from './typeOf';

const maxDepth = 500;

class TypeChecker {
  readonly #query: string;
  #depth = 0;

  constructor(query: string) {
    this.#query = query;
  }

  check(expr: Expr): ExprType {
    this.#depth += 1;
    if (this.#depth > maxDepth) {
      this.#fail(expr, `expression is more than ${maxDepth} operations deep`);
    }
    const type = this.#typeOf(expr);
    this.#depth -= 1;
    return type;
  }

  #typeOf(expr: Expr): ExprType {
    switch (expr.kind) {
      case 'number':
        return 'scalar';
      case 'string':
        return 'string';
      case 'vectorSelector':
        this.#checkSelector(expr);
        return 'vector';
      case 'matrixSelector':
        this.check(expr.selector);
        return 'matrix';
      case 'subquery': {
        const type = this.check(expr.expr);
        if (type !== 'vector') {
          this.#fail(
            expr,
            `subquery is only allowed on instant vector, got ${type} instead`,
          );
        }
        return 'matrix';
      }
      case 'parentheses':
        return this.check(expr.expr);
      case 'unary': {
        const type = this.check(expr.expr);
        if (type !== 'scalar' && type !== 'vector') {
          this.#fail(
            expr,
            `unary expression only allowed on expressions of type scalar or instant vector, got ${goQuote(
              documentedType(type),
            )}`,
          );
        }
        return type;
      }
      case 'aggregation':
        return this.#checkAggregation(expr);
      case 'binary':
        return this.#checkBinary(expr);
      default:
        return this.#checkCall(expr);
    }
  }

  #checkSelector(expr: VectorSelector): void {
    const { name, matchers } = expr;
    if (name !== undefined) {
      const second = matchers
        .slice(0, -1)
        .find(matcher => matcher.name === '__name__');
      if (second !== undefined) {
        this.#fail(
          expr,
          `metric name must not be set twice: ${goQuote(name)} or ${goQuote(
            second.value,
          )}`,
        );
      }
    } else if (matchers.every(matcher => compileMatcher(matcher)(''))) {
      this.#fail(
        expr,
        'vector selector must contain at least one non-empty matcher',
      );
    }
  }

  #checkAggregation(expr: Aggregation): ExprType {
    this.#expect(expr.expr, 'vector', 'aggregation expression');
    if (expr.parameter !== undefined) {
      const wanted = expr.operator === 'count_values' ? 'string' : 'scalar';
      this.#expect(expr.parameter, wanted, 'aggregation parameter');
    }
    return 'vector';
  }

  #checkBinary(expr: BinaryOperation): ExprType {
    const left = this.check(expr.left);
    const right = this.check(expr.right);
    const { operator, matching } = expr;
    const isComparison = isComparisonOperator(operator);
    const isSet =
      operator === 'and' || operator === 'or' || operator === 'unless';
    if (expr.returnBool && !isComparison) {
      this.#failAtOperator(
        expr,
        'bool modifier can only be used on comparison operators',
      );
    }
    const bothScalar = left === 'scalar' && right === 'scalar';
    if (isComparison && !expr.returnBool && bothScalar) {
      this.#failAtOperator(
        expr,
        'comparisons between scalars must use BOOL modifier',
      );
    }
    const twice = matching.labels.find(label =>
      matching.include.includes(label),
    );
    if (matching.on && twice !== undefined) {
      this.#failAtOperator(
        expr,
        `label ${goQuote(twice)} must not occur in ON and GROUP clause at once`,
      );
    }
    for (const [operand, type] of [
      [expr.left, left],
      [expr.right, right],
    ] as const) {
      if (type !== 'scalar' && type !== 'vector') {
        this.#fail(
          operand,
          'binary expression must contain only scalar and instant vector types',
        );
      }
    }
    if (left !== 'vector' || right !== 'vector') {
      if (matching.labels.length > 0) {
        this.#fail(
          expr,
          'vector matching only allowed between instant vectors',
        );
      }
      if (isSet) {
        this.#fail(
          expr,
          `set operator ${goQuote(
            operator,
          )} not allowed in binary scalar expression`,
        );
      }
    } else if (isSet && matching.cardinality !== 'many-to-many') {
      this.#fail(
        expr,
        `no grouping allowed for ${goQuote(operator)} operation`,
      );
    }
    return bothScalar ? 'scalar' : 'vector';
  }

  #checkCall(expr: FunctionCall): ExprType {
    const signature = functionSignatureOf(expr.name);
    if (signature === undefined) {
      return this.#fail(
        expr,
        `unknown function with name ${goQuote(expr.name)}`,
      );
    }
    const { argTypes, variadic, returnType } = signature;
    const got = expr.args.length;
    const wrongCount = (wanted: string): never =>
      this.#fail(
        expr,
        `expected ${wanted} argument(s) in call to ${goQuote(
          expr.name,
        )}, got ${got}`,
      );
    if (variadic === 0) {
      if (got !== argTypes.length) wrongCount(`${argTypes.length}`);
    } else {
      const least = argTypes.length - 1;
      if (got < least) wrongCount(`at least ${least}`);
      if (variadic > 0 && got > least + variadic) {
        wrongCount(`at most ${least + variadic}`);
      }
    }
    expr.args.forEach((arg, index) => {
      const wanted = argTypes[Math.min(index, argTypes.length - 1)];
      this.#expect(arg, wanted, `call to function ${goQuote(expr.name)}`);
    });
    return returnType;
  }

  #expect(expr: Expr, wanted: ExprType, context: string): void {
    const got = this.check(expr);
    if (got !== wanted) {
      this.#fail(
        expr,
        `expected type ${documentedType(
          wanted,
        )} in ${context}, got ${documentedType(got)}`,
      );
    }
  }

  #failAtOperator(expr: BinaryOperation, why: string): never {
    const gap = this.#query.slice(expr.left.span.end);
    const blanks = /^\s*/.exec(gap)?.[0].length ?? 0;
    return failParse(this.#query, expr.left.span.end + blanks, why);
  }

  #fail(expr: Expr, why: string): never {
    return failParse(this.#query, expr.span.start, why);
  }
}

function isComparisonOperator(operator: BinaryOperator): boolean {
  return ['==', '!=', '<', '>', '<=', '>='].includes(operator);
}

/**
 * Checks that every operand has a type that its operator or function takes; throws the parse error of Prometheus for the first
 * that has not. Also refuses trees deeper than 500, so that nothing which follows can exhaust the stack.
 */
export function checkTypes(query: string, expr: Expr): ExprType {
  return new TypeChecker(query).check(expr);
}

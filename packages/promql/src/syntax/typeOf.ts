import type { Expr, ExprType } from './Expr';
import { functionSignatureOf } from './functionSignatures';

/** What an expression yields; decided by its shape, so it is also defined where operands do not fit. */
export function typeOf(expr: Expr): ExprType {
  switch (expr.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'vectorSelector':
    case 'aggregation':
      return 'vector';
    case 'matrixSelector':
    case 'subquery':
      return 'matrix';
    case 'binary':
      return typeOf(expr.left) === 'scalar' && typeOf(expr.right) === 'scalar'
        ? 'scalar'
        : 'vector';
    case 'call':
      return functionSignatureOf(expr.name)?.returnType ?? 'vector';
    default:
      return typeOf(expr.expr);
  }
}

/** A type as PromQL's documentation names it. */
export function documentedType(type: ExprType): string {
  if (type === 'vector') return 'instant vector';
  return type === 'matrix' ? 'range vector' : type;
}

import type { Expr } from './Expr';
import {
  formatAggregationHead,
  formatExpr,
  formatOperator,
  formatSubqueryEnd,
} from './formatExpr';

const maxLineLength = 100;

/** A query as Prometheus's `format_query` prints it: on one line, or split where a part is longer than 100 characters. */
export function formatQuery(expr: Expr): string {
  return pretty(expr, 0);
}

function pretty(expr: Expr, level: number): string {
  const indent = '  '.repeat(level);
  const line = formatExpr(expr);
  if (expr.kind === 'unary') {
    return `${indent}${expr.operator}${pretty(expr.expr, level).trim()}`;
  }
  if (line.length <= maxLineLength) {
    // Prometheus forgets to indent a short subquery, and who compares the text with its answer must find the same.
    return expr.kind === 'subquery' ? line : `${indent}${line}`;
  }
  switch (expr.kind) {
    case 'aggregation': {
      const parameter =
        expr.parameter === undefined
          ? ''
          : `${pretty(expr.parameter, level + 1)},\n`;
      const head = formatAggregationHead(expr);
      const inner = pretty(expr.expr, level + 1);
      return `${indent}${head}(\n${parameter}${inner}\n${indent})`;
    }
    case 'binary': {
      const left = pretty(expr.left, level + 1);
      const right = pretty(expr.right, level + 1);
      return `${left}\n${indent}${formatOperator(expr)}\n${right}`;
    }
    case 'call': {
      const args = expr.args.map(arg => pretty(arg, level + 1)).join(',\n');
      return `${indent}${expr.name}(\n${args}\n${indent})`;
    }
    case 'parentheses':
      return `${indent}(\n${pretty(expr.expr, level + 1)}\n${indent})`;
    case 'subquery':
      return `${pretty(expr.expr, level)}${formatSubqueryEnd(expr)}`;
    default:
      return `${indent}${line}`;
  }
}

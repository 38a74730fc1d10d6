import { checkTypes } from './checkTypes';
import type { Expr } from './Expr';
import { parseExpression } from './parseExpression';
import { TokenStream } from './TokenStream';

/**
 * Parses a query and checks its types. Throws a PromqlError with code `parse`, worded and placed as Prometheus does
 * (`1:5: parse error: …`). Cost: linear in the length of the query; nesting is bounded, so no query exhausts the stack.
 *
 * The grammar is that of Prometheus 2.42, with the later functions and aggregations that `evaluate…` knows. It is written
 * out here rather than taken from the editor grammar `@prometheus-io/lezer-promql`, which binds `a + b offset 5m` and `-2 ^ 2`
 * the other way round and does not know `holt_winters`; the tests hold both against each other.
 */
export function parseQuery(query: string): Expr {
  const tokens = new TokenStream(query);
  if (tokens.peek().kind === 'end') {
    tokens.fail(0, 'no expression found in input');
  }
  const expr = parseExpression(tokens);
  if (tokens.peek().kind !== 'end') tokens.unexpected();
  checkTypes(query, expr);
  return expr;
}

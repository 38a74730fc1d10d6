import type { ParameterKind } from '../functions/GoFunction';
import { printNode } from '../syntax/printNode';
import type { NumberNode, OperandNode } from '../syntax/TemplateNode';
import type { GoValue } from '../values/GoValue';
import { parameterType, type CheckedArgument } from './checkArgument';

/** A constant in a template. */
export type LiteralNode =
  | NumberNode
  | (OperandNode & { readonly kind: 'boolean' | 'string' });

/** The value of a constant where nothing says of which type it should be. */
export function literalValue(node: LiteralNode): GoValue {
  if (node.kind !== 'number') return node.value;
  return node.isFloat || node.int === undefined ? node.float : node.int;
}

/** A constant as an argument: it must fit its parameter as it is written, but `3` also passes for a float. */
export function literalArgument(
  kind: ParameterKind,
  node: LiteralNode,
): CheckedArgument {
  switch (kind) {
    case 'any':
      return { kind: 'value', value: literalValue(node) };
    case 'string':
      return node.kind === 'string'
        ? { kind: 'value', value: node.value }
        : unexpected('string', node);
    case 'bool':
      return node.kind === 'boolean'
        ? { kind: 'value', value: node.value }
        : unexpected('bool', node);
    case 'float64':
      return node.kind === 'number'
        ? { kind: 'value', value: node.float }
        : unexpected('float', node);
    case 'int':
      return node.kind === 'number' && node.int !== undefined
        ? { kind: 'value', value: node.int }
        : unexpected('integer', node);
    default:
      return {
        kind: 'wrong',
        reason: `can't handle ${printNode(
          node,
        )} for arg of type ${parameterType(kind)}`,
      };
  }
}

function unexpected(expected: string, node: LiteralNode): CheckedArgument {
  return {
    kind: 'wrong',
    reason: `expected ${expected}; found ${printNode(node)}`,
  };
}

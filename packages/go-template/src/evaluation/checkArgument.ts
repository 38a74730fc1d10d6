import type { ParameterKind } from '../functions/GoFunction';
import { GoStruct } from '../values/GoStruct';
import type { GoValue } from '../values/GoValue';
import { typeName } from '../values/typeName';
import { noValue, type Slot } from './Slot';

/** The Go type of a parameter. */
export function parameterType(kind: ParameterKind): string {
  switch (kind) {
    case 'any':
      return 'interface {}';
    case 'map':
      return 'map[string]interface {}';
    case 'list':
      return '[]interface {}';
    default:
      return kind;
  }
}

/** The argument as the function takes it, or the reason why it does not. */
export type CheckedArgument =
  | { readonly kind: 'value'; readonly value: GoValue }
  | { readonly kind: 'wrong'; readonly reason: string };

/** Checks a computed value against a parameter, as `text/template` does before it calls. */
export function checkArgument(
  slot: Slot,
  kind: ParameterKind,
): CheckedArgument {
  const canBeNil = kind === 'any' || kind === 'map' || kind === 'list';
  const type = parameterType(kind);
  if (slot === noValue || (slot === undefined && kind === 'any')) {
    return canBeNil
      ? { kind: 'value', value: undefined }
      : { kind: 'wrong', reason: `invalid value; expected ${type}` };
  }
  const value = accepted(slot, kind);
  return value === undefined
    ? {
        kind: 'wrong',
        reason: `wrong type for value; expected ${type}; got ${typeName(slot)}`,
      }
    : { kind: 'value', value };
}

function accepted(value: GoValue, kind: ParameterKind): GoValue {
  switch (kind) {
    case 'any':
      return value;
    case 'string':
      return typeof value === 'string' ? value : undefined;
    case 'bool':
      return typeof value === 'boolean' ? value : undefined;
    case 'int':
      return typeof value === 'bigint' ? value : undefined;
    case 'float64':
      return typeof value === 'number' ? value : undefined;
    case 'list':
      return Array.isArray(value) ? value : undefined;
    default:
      if (value instanceof Map) return value;
      return value instanceof GoStruct ? value.entries : undefined;
  }
}

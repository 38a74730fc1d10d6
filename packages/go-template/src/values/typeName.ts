import type { GoValue } from './GoValue';

/** The Go type, as `%T` prints it; `interface {}` for nil. */
export function typeName(value: GoValue): string {
  switch (typeof value) {
    case 'undefined':
      return 'interface {}';
    case 'boolean':
      return 'bool';
    case 'string':
      return 'string';
    case 'number':
      return 'float64';
    case 'bigint':
      return 'int';
    default:
      if (Array.isArray(value)) return '[]interface {}';
      return value instanceof Map ? 'map[string]interface {}' : value.typeName;
  }
}

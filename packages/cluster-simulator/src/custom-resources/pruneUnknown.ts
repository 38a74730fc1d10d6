import { isJsonObject } from '../json/readJson';
import type { StructuralSchema } from './StructuralSchema';

const identity: ReadonlySet<string> = new Set([
  'apiVersion',
  'kind',
  'metadata',
]);

export interface Pruned {
  readonly value: unknown;
  /** Paths of what was dropped: `spec.ports[0].colour`. */
  readonly dropped: readonly string[];
}

/** The value without the fields that the schema does not specify, as a real server stores it. */
export function pruneUnknown(
  schema: StructuralSchema,
  value: unknown,
  path = '',
): Pruned {
  const dropped: string[] = [];
  return { value: prune(schema, value, path, path === '', dropped), dropped };
}

function prune(
  schema: StructuralSchema,
  value: unknown,
  path: string,
  isResource: boolean,
  dropped: string[],
): unknown {
  const { items, properties, additional, preservesUnknown } = schema;
  if (Array.isArray(value)) {
    if (!items) return value;
    return value.map((item, index) =>
      prune(items, item, `${path}[${index}]`, items.isEmbedded, dropped),
    );
  }
  if (!isJsonObject(value)) return value;
  const kept: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    const below = path ? `${path}.${key}` : key;
    const property = properties.get(key) ?? additional;
    if (isResource && identity.has(key)) kept[key] = field;
    else if (property === true) kept[key] = field;
    else if (property)
      kept[key] = prune(property, field, below, property.isEmbedded, dropped);
    else if (preservesUnknown) kept[key] = field;
    else dropped.push(below);
  }
  return kept;
}

import { isJsonObject } from '../json/readJson';
import type { StructuralSchema } from './StructuralSchema';

/** The value with the defaults of its schema. A default fills an absent field only, and only where its parent exists. */
export function fillSchemaDefaults(
  schema: StructuralSchema,
  value: unknown,
): unknown {
  const { items, properties, additional } = schema;
  if (Array.isArray(value))
    return items ? value.map(item => fillSchemaDefaults(items, item)) : value;
  if (!isJsonObject(value)) return value;
  const filled: Record<string, unknown> = { ...value };
  for (const [name, property] of properties) {
    const { defaultValue, isNullable } = property;
    const isAbsent =
      filled[name] === undefined || (filled[name] === null && !isNullable);
    if (isAbsent && defaultValue !== undefined)
      filled[name] = structuredClone(defaultValue);
    if (filled[name] !== undefined)
      filled[name] = fillSchemaDefaults(property, filled[name]);
  }
  if (additional && additional !== true) {
    for (const [name, field] of Object.entries(filled)) {
      if (!properties.has(name))
        filled[name] = fillSchemaDefaults(additional, field);
    }
  }
  return filled;
}

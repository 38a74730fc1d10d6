/** JSON that somebody else wrote. The readers answer with an empty value where a field is missing or of another type. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const step of path) {
    if (!isJsonObject(current)) return undefined;
    current = current[step];
  }
  return current;
}

export function objectAt(
  value: unknown,
  ...path: readonly string[]
): JsonObject {
  const found = valueAt(value, ...path);
  return isJsonObject(found) ? found : {};
}

export function listAt(
  value: unknown,
  ...path: readonly string[]
): readonly unknown[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

export function objectsAt(
  value: unknown,
  ...path: readonly string[]
): readonly JsonObject[] {
  return listAt(value, ...path).filter(isJsonObject);
}

export function stringAt(value: unknown, ...path: readonly string[]): string {
  const found = valueAt(value, ...path);
  return typeof found === 'string' ? found : '';
}

export function stringsAt(
  value: unknown,
  ...path: readonly string[]
): readonly string[] {
  return listAt(value, ...path).filter(
    (item): item is string => typeof item === 'string',
  );
}

export function numberAt(
  value: unknown,
  ...path: readonly string[]
): number | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

/** A copy of `value` with `replacement` at `path`; `undefined` removes the field. Missing objects on the way are made. */
export function withValueAt(
  value: JsonObject,
  [step, ...rest]: readonly string[],
  replacement: unknown,
): JsonObject {
  if (step === undefined)
    return isJsonObject(replacement) ? replacement : value;
  if (rest.length > 0) {
    return {
      ...value,
      [step]: withValueAt(objectAt(value, step), rest, replacement),
    };
  }
  if (replacement !== undefined) return { ...value, [step]: replacement };
  const { [step]: removed, ...kept } = value;
  return kept;
}

import { isJsonMap, type JsonMap } from '../../cluster/JsonMap';

const maxDepth = 50;

class SchemaCheck {
  readonly #root: unknown;
  readonly #problems: string[];

  constructor(root: unknown, problems: string[]) {
    this.#root = root;
    this.#problems = problems;
  }

  check(schema: unknown, value: unknown, path: string, depth: number): void {
    if (!isJsonMap(schema) || depth > maxDepth) return;
    if (typeof schema.$ref === 'string') {
      this.check(resolve(this.#root, schema.$ref), value, path, depth + 1);
      return;
    }
    const types = [schema.type ?? []].flat();
    if (types.length > 0 && !types.some(type => isOfType(value, type))) {
      this.#add(path, `got ${typeOf(value)}, want ${types.join(' or ')}`);
      return;
    }
    if (
      Array.isArray(schema.enum) &&
      !schema.enum.some(
        option => JSON.stringify(option) === JSON.stringify(value),
      )
    ) {
      this.#add(
        path,
        `value must be one of ${schema.enum
          .map(option => `'${option}'`)
          .join(', ')}`,
      );
    }
    if (typeof value === 'number') this.#number(schema, value, path);
    if (typeof value === 'string') this.#text(schema, value, path);
    if (isJsonMap(value)) this.#object(schema, value, path, depth);
    if (Array.isArray(value)) {
      value.forEach((element, index) =>
        this.check(schema.items, element, `${path}/${index}`, depth + 1),
      );
    }
  }

  #number(schema: JsonMap, value: number, path: string): void {
    if (typeof schema.minimum === 'number' && value < schema.minimum) {
      this.#add(path, `minimum: got ${value}, want ${schema.minimum}`);
    }
    if (typeof schema.maximum === 'number' && value > schema.maximum) {
      this.#add(path, `maximum: got ${value}, want ${schema.maximum}`);
    }
  }

  #text(schema: JsonMap, value: string, path: string): void {
    const { length } = [...value];
    if (typeof schema.minLength === 'number' && length < schema.minLength) {
      this.#add(path, `minLength: got ${length}, want ${schema.minLength}`);
    }
    if (typeof schema.maxLength === 'number' && length > schema.maxLength) {
      this.#add(path, `maxLength: got ${length}, want ${schema.maxLength}`);
    }
  }

  #object(schema: JsonMap, value: JsonMap, path: string, depth: number): void {
    const properties = isJsonMap(schema.properties) ? schema.properties : {};
    const required = Array.isArray(schema.required)
      ? schema.required.map(String)
      : [];
    const missing = required.filter(key => !Object.hasOwn(value, key));
    if (missing.length === 1)
      this.#add(path, `missing property '${missing[0]}'`);
    if (missing.length > 1)
      this.#add(
        path,
        `missing properties ${missing.map(key => `'${key}'`).join(', ')}`,
      );
    for (const [key, child] of Object.entries(value)) {
      if (Object.hasOwn(properties, key))
        this.check(properties[key], child, `${path}/${key}`, depth + 1);
      else if (schema.additionalProperties === false)
        this.#add(path, `additional properties '${key}' not allowed`);
      else
        this.check(
          schema.additionalProperties,
          child,
          `${path}/${key}`,
          depth + 1,
        );
    }
  }

  #add(path: string, reason: string): void {
    this.#problems.push(`at '${path}': ${reason}`);
  }
}

/**
 * What is wrong with a value by the part of JSON Schema that charts use: type, enum, const, required, properties,
 * additionalProperties, items, minimum, maximum, lengths, pattern and `#/…` references. Cost: value × schema.
 */
export function schemaProblems(
  schema: unknown,
  value: unknown,
): readonly string[] {
  const problems: string[] = [];
  new SchemaCheck(schema, problems).check(schema, value, '', 0);
  return problems;
}

function resolve(root: unknown, reference: string): unknown {
  return reference
    .replace(/^#\/?/, '')
    .split('/')
    .filter(part => part !== '')
    .reduce<unknown>(
      (schema, part) =>
        isJsonMap(schema) && Object.hasOwn(schema, part)
          ? schema[part]
          : undefined,
      root,
    );
}

function isOfType(value: unknown, type: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value);
  return typeOf(value) === type;
}

function typeOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

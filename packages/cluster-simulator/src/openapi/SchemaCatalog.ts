import type { ListMerging } from './listMerging';

const scalars: Readonly<Record<string, ScalarName>> = {
  s: 'string',
  i: 'integer',
  n: 'number',
  b: 'boolean',
  t: 'time',
  x: 'intOrString',
  q: 'quantity',
  y: 'bytes',
};

/** Shape of a field, as far as patching, validation and `kubectl explain` need it. */
export type FieldType =
  | { readonly kind: 'scalar'; readonly name: ScalarName }
  | { readonly kind: 'reference'; readonly schema: string }
  | {
      readonly kind: 'list';
      readonly of: FieldType;
      /** Set where no table of rules knows the list: in custom resources. */
      readonly merging?: ListMerging;
    }
  | { readonly kind: 'map'; readonly of: FieldType }
  | {
      /** Fields of a custom resource; an atomic one is replaced whole by apply. */
      readonly kind: 'object';
      readonly fields: Schema;
      readonly isAtomic: boolean;
    }
  | { readonly kind: 'anything' };

export type ScalarName =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'time'
  | 'intOrString'
  | 'quantity'
  | 'bytes';

export interface SchemaField {
  readonly type: FieldType;
  readonly required: boolean;
}

export type Schema = ReadonlyMap<string, SchemaField>;

/** Named object shapes; parsed when first asked for. */
export interface SchemaCatalog {
  /** Undefined for a name nobody described. */
  find(name: string): Schema | undefined;
}

/**
 * Reads the compact description: per name a line of `field:type` words, `!` marks required; types are `s i n b t x q y`
 * (string, integer, number, boolean, time, int-or-string, quantity, bytes), `*` (anything), `[type]`, `{type}` or a schema's name.
 */
export function createSchemaCatalog(
  lines: Readonly<Record<string, string>>,
): SchemaCatalog {
  const parsed = new Map<string, Schema>();
  return {
    find(name) {
      const known = parsed.get(name);
      if (known) return known;
      if (!Object.hasOwn(lines, name)) return undefined;
      const schema = parseSchema(lines[name]);
      parsed.set(name, schema);
      return schema;
    },
  };
}

function parseSchema(line: string): Schema {
  return new Map(
    line.split(' ').map(word => {
      const colon = word.indexOf(':');
      const required = word.endsWith('!');
      const type = parseType(word.slice(colon + 1, required ? -1 : undefined));
      return [word.slice(0, colon), { type, required }];
    }),
  );
}

function parseType(text: string): FieldType {
  if (text.startsWith('['))
    return { kind: 'list', of: parseType(text.slice(1, -1)) };
  if (text.startsWith('{'))
    return { kind: 'map', of: parseType(text.slice(1, -1)) };
  if (text === '*') return { kind: 'anything' };
  const scalar = scalars[text];
  return scalar
    ? { kind: 'scalar', name: scalar }
    : { kind: 'reference', schema: text };
}

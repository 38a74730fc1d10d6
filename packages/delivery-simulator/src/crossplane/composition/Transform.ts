/** How a patch changes a value on its way; the fields of function-patch-and-transform. */
export type Transform =
  | { readonly type: 'map'; readonly map: Readonly<Record<string, unknown>> }
  | {
      readonly type: 'math';
      readonly math: {
        readonly type?: 'Multiply' | 'ClampMin' | 'ClampMax';
        readonly multiply?: number;
        readonly clampMin?: number;
        readonly clampMax?: number;
      };
    }
  | {
      readonly type: 'string';
      readonly string: {
        readonly type?: 'Format' | 'Convert' | 'TrimPrefix' | 'TrimSuffix';
        readonly fmt?: string;
        readonly convert?: string;
        readonly trim?: string;
      };
    }
  | {
      readonly type: 'convert';
      readonly convert: {
        readonly toType: 'string' | 'int' | 'int64' | 'float64' | 'bool';
      };
    };

/**
 * Applies transforms in order.
 *
 * @throws RangeError that names the transform and the value where one does not fit the other.
 */
export function applyTransforms(
  value: unknown,
  transforms: readonly Transform[] = [],
): unknown {
  return transforms.reduce(applyTransform, value);
}

function applyTransform(value: unknown, transform: Transform): unknown {
  switch (transform.type) {
    case 'map': {
      const key = String(value);
      if (!Object.hasOwn(transform.map, key))
        throw new RangeError(`map: key ${key} is not found in map`);
      return transform.map[key];
    }
    case 'math':
      return calculated(numberOf(value, 'math'), transform.math);
    case 'string':
      return worded(value, transform.string);
    case 'convert':
      return converted(value, transform.convert.toType);
    default:
      throw new RangeError(
        `transform type ${String(
          (transform as { type: unknown }).type,
        )} is not supported`,
      );
  }
}

function calculated(
  value: number,
  math: Extract<Transform, { type: 'math' }>['math'],
): number {
  switch (math.type) {
    case 'ClampMin':
      return Math.max(value, math.clampMin ?? value);
    case 'ClampMax':
      return Math.min(value, math.clampMax ?? value);
    default:
      return value * (math.multiply ?? 1);
  }
}

function worded(
  value: unknown,
  string: Extract<Transform, { type: 'string' }>['string'],
): string {
  const text = String(value);
  switch (string.type) {
    case 'TrimPrefix':
      return text.startsWith(string.trim ?? '')
        ? text.slice((string.trim ?? '').length)
        : text;
    case 'TrimSuffix':
      return text.endsWith(string.trim ?? '')
        ? text.slice(0, text.length - (string.trim ?? '').length)
        : text;
    case 'Convert':
      if (string.convert === 'ToUpper') return text.toUpperCase();
      if (string.convert === 'ToLower') return text.toLowerCase();
      throw new RangeError(
        `string: convert must be ToUpper or ToLower, got ${string.convert}`,
      );
    default:
      return formatted(string.fmt ?? '%s', [value]);
  }
}

/** Go's `%s`, `%d`, `%v` and `%%`, the verbs that compositions use. */
export function formatted(fmt: string, values: readonly unknown[]): string {
  const rest = [...values];
  return fmt.replaceAll(/%([sdv%])/g, (_, verb: string) =>
    verb === '%' ? '%' : String(rest.shift()),
  );
}

function converted(value: unknown, toType: string): unknown {
  switch (toType) {
    case 'string':
      return String(value);
    case 'int':
    case 'int64':
      return Math.trunc(numberOf(value, 'convert'));
    case 'float64':
      return numberOf(value, 'convert');
    case 'bool':
      return value === true || value === 'true' || value === 1;
    default:
      throw new RangeError(`convert: toType ${toType} is not supported`);
  }
}

function numberOf(value: unknown, transform: string): number {
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number))
    throw new RangeError(`${transform}: ${String(value)} is not a number`);
  return number;
}

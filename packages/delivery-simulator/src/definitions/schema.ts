/** A structural schema of a CustomResourceDefinition, as far as the simulated kinds describe themselves. */
export type Schema = Readonly<Record<string, unknown>>;

export const text: Schema = { type: 'string' };
export const time: Schema = { type: 'string', format: 'date-time' };
export const whole: Schema = { type: 'integer', format: 'int32' };
export const long: Schema = { type: 'integer', format: 'int64' };
export const flag: Schema = { type: 'boolean' };
export const intOrString: Schema = {
  'x-kubernetes-int-or-string': true,
  anyOf: [{ type: 'integer' }, { type: 'string' }],
};
/** Any object, kept as it is. */
export const anyObject: Schema = {
  type: 'object',
  'x-kubernetes-preserve-unknown-fields': true,
};
/** Any value, kept as it is. */
export const anyValue: Schema = {
  'x-kubernetes-preserve-unknown-fields': true,
};
/** Of Flux: `1h2m`. */
export const duration: Schema = {
  type: 'string',
  pattern: '^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$',
};

export function record(
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
): Schema {
  return {
    type: 'object',
    properties,
    ...(required.length > 0 ? { required } : {}),
  };
}

export function listOf(items: Schema): Schema {
  return { type: 'array', items };
}

export function mapOf(values: Schema): Schema {
  return { type: 'object', additionalProperties: values };
}

export function oneOf(...allowed: readonly string[]): Schema {
  return { type: 'string', enum: allowed };
}

/** `metav1.Condition`. */
export const conditions: Schema = listOf(
  record({
    type: text,
    status: oneOf('True', 'False', 'Unknown'),
    observedGeneration: long,
    lastUpdateTime: time,
    lastTransitionTime: time,
    reason: text,
    message: text,
  }),
);

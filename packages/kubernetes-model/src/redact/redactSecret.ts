import { fieldAt, recordAt } from '../fields/fieldAt';
import type { KubernetesObject } from '../object/KubernetesObject';
import { LAST_APPLIED_ANNOTATION } from '../trim/trimMetadata';

/** Stands where a secret value was. */
export const REDACTED = '••••••';

/**
 * A copy of a Secret that may be shown: every value of `data` and `stringData` becomes `••••••` (the names stay), and
 * the `last-applied-configuration` annotation, which repeats the values, goes. Everything else is kept. Data that is not
 * a map is replaced as a whole. Call it for every object of kind Secret: objects of a list do not carry their kind, so it cannot tell.
 */
export function redactSecret(object: KubernetesObject): KubernetesObject {
  const annotations = recordAt(object, 'metadata', 'annotations');
  const isApplied =
    annotations !== undefined &&
    Object.hasOwn(annotations, LAST_APPLIED_ANNOTATION);
  return {
    ...object,
    ...(isApplied
      ? {
          metadata: {
            ...object.metadata,
            annotations: without(
              object.metadata.annotations ?? {},
              LAST_APPLIED_ANNOTATION,
            ),
          },
        }
      : {}),
    ...redactField(object, 'data'),
    ...redactField(object, 'stringData'),
  };
}

function redactField(object: unknown, field: string) {
  const value = fieldAt(object, field);
  if (value === undefined) {
    return {};
  }
  const values = recordAt(value);
  return {
    [field]:
      values === undefined
        ? REDACTED
        : Object.fromEntries(Object.keys(values).map(name => [name, REDACTED])),
  };
}

function without(
  values: Readonly<Record<string, string>>,
  name: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).filter(entry => entry[0] !== name),
  );
}

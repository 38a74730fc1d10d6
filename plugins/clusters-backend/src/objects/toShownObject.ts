import { LAST_APPLIED_ANNOTATION } from '@orrery/backstage-plugin-clusters-common';
import type { KindRef } from '@orrery/backstage-plugin-clusters-node';
import { type KubernetesObject, redactSecret } from '@orrery/kubernetes-model';

/** A whole object as viewers get it: without `managedFields` and last-applied annotation, values of secrets redacted. */
export function toShownObject(
  object: KubernetesObject,
  { group, kind }: Pick<KindRef, 'group' | 'kind'>,
): KubernetesObject {
  const { managedFields, annotations, ...metadata } = object.metadata;
  const kept = Object.entries(annotations ?? {}).filter(
    ([key]) => key !== LAST_APPLIED_ANNOTATION,
  );
  const shown = {
    ...object,
    metadata: {
      ...metadata,
      ...(kept.length > 0 && { annotations: Object.fromEntries(kept) }),
    },
  };
  return group === '' && kind === 'Secret' ? redactSecret(shown) : shown;
}

import { fieldAt } from '../fields/fieldAt';
import type { KubernetesObject, ObjectMeta } from '../object/KubernetesObject';

/** Where `kubectl apply` keeps a whole copy of what it applied. */
export const LAST_APPLIED_ANNOTATION =
  'kubectl.kubernetes.io/last-applied-configuration';

/** Metadata without `managedFields` and kubectl's copy: a third to half of many objects. The rest is shared, not copied. */
export function trimMetadata(object: KubernetesObject): ObjectMeta {
  const { managedFields: dropped, ...metadata } = object.metadata;
  const annotations = fieldAt(metadata, 'annotations');
  if (
    fieldAt(annotations, LAST_APPLIED_ANNOTATION) === undefined ||
    metadata.annotations === undefined
  ) {
    return metadata;
  }
  const { [LAST_APPLIED_ANNOTATION]: applied, ...kept } = metadata.annotations;
  return { ...metadata, annotations: kept };
}

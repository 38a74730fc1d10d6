import type { KubernetesObject } from '@orrery/kubernetes-model';
import { isJsonMap } from '../cluster/JsonMap';

/** What the server writes, not the author. */
const SERVER_FIELDS = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
  'ownerReferences',
  'finalizers',
];
const SERVER_ANNOTATIONS = [
  'deployment.kubernetes.io/revision',
  'rollout.argoproj.io/revision',
  'kubectl.kubernetes.io/last-applied-configuration',
  'argocd.argoproj.io/tracking-id',
  'pv.kubernetes.io/bind-completed',
  'pv.kubernetes.io/bound-by-controller',
];

/** Fields of `spec` that are filled in when the object is created. */
const SPEC_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Service: ['clusterIP', 'clusterIPs', 'healthCheckNodePort'],
  PersistentVolumeClaim: ['volumeName'],
  Pod: ['nodeName'],
};

/**
 * An object as somebody would have written it to a file: no status, no fields that the server or a controller fills in,
 * no cluster address of a Service, no volume of a claim. Applying it to the object it was made of changes nothing.
 */
export function toManifest(object: KubernetesObject): KubernetesObject {
  const { status, apiVersion, kind, metadata, ...rest } = object;
  const annotations = without(metadata.annotations ?? {}, SERVER_ANNOTATIONS);
  const kept = Object.fromEntries(
    Object.entries(metadata).filter(
      ([field]) => !SERVER_FIELDS.includes(field) && field !== 'annotations',
    ),
  );
  return {
    apiVersion,
    kind,
    metadata: {
      ...kept,
      name: metadata.name,
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    },
    ...rest,
    ...(isJsonMap(rest.spec)
      ? { spec: without(rest.spec, SPEC_FIELDS[kind ?? ''] ?? []) }
      : {}),
  };
}

function without<Value>(
  map: Readonly<Record<string, Value>>,
  fields: readonly string[],
): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    Object.entries(map).filter(([field]) => !fields.includes(field)),
  );
}

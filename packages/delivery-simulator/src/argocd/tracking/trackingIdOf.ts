import { groupOf, type KubernetesObject } from '@orrery/kubernetes-model';
import { ARGO_NAMESPACE, TRACKING_ID } from '../argoKinds';

/** What makes the name of an Application unique: those outside of Argo CD's namespace carry theirs. */
export function instanceNameOf(application: {
  readonly name: string;
  readonly namespace: string;
}): string {
  return application.namespace === ARGO_NAMESPACE
    ? application.name
    : `${application.namespace}_${application.name}`;
}

/**
 * The value of `argocd.argoproj.io/tracking-id` that makes an object part of an Application:
 * `shop:apps/Deployment:shop/web`. Cluster-scoped objects carry the Application's namespace.
 */
export function trackingIdOf(
  instanceName: string,
  object: KubernetesObject,
  destinationNamespace: string,
): string {
  const { namespace, name } = object.metadata;
  return `${instanceName}:${groupOf(object.apiVersion)}/${object.kind}:${
    namespace ?? destinationNamespace
  }/${name}`;
}

/**
 * The Application that an object belongs to. An id that was copied from another object, as a ReplicaSet has its
 * Deployment's, says nothing.
 */
export function trackedBy(object: KubernetesObject): string | undefined {
  const id = object.metadata.annotations?.[TRACKING_ID];
  if (id === undefined) return undefined;
  const match = /^([^:]+):([^/]*)\/([^:]+):([^/]*)\/(.+)$/.exec(id);
  if (!match) return undefined;
  const [, instance, group, kind, namespace, name] = match;
  const isOwn =
    group === groupOf(object.apiVersion) &&
    kind === object.kind &&
    name === object.metadata.name &&
    (object.metadata.namespace ?? namespace) === namespace;
  return isOwn ? instance : undefined;
}

/** The object as a part of an Application. */
export function withTrackingId(
  object: KubernetesObject,
  instanceName: string,
  destinationNamespace: string,
): KubernetesObject {
  const { metadata } = object;
  return {
    ...object,
    metadata: {
      ...metadata,
      annotations: {
        ...metadata.annotations,
        [TRACKING_ID]: trackingIdOf(instanceName, object, destinationNamespace),
      },
    },
  };
}

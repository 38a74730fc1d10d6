import {
  clustersObjectReadPermission,
  clustersObjectWritePermission,
} from '@orrery/backstage-plugin-clusters-common';
import type {
  KindRef,
  ManagedCluster,
  ObjectRef,
  Viewer,
} from '@orrery/backstage-plugin-clusters-node';
import type { Caller } from '../access/Caller';
import { resolveKind } from '../access/resolveKind';
import { ClustersError, validationError } from '../errors/ClustersError';
import type { ObjectServices } from './ObjectServices';

/** One object as a request names it. */
export interface ObjectAddress {
  readonly cluster: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** An object that the caller may touch, and how. */
export interface AuthorizedObject {
  readonly cluster: ManagedCluster;
  readonly target: KindRef;
  readonly ref: ObjectRef;
  /** To be put on the call. */
  readonly viewer?: Viewer;
}

export type ObjectVerb = 'get' | 'delete' | 'patch';

/**
 * Both checks of one object: the portal's permission, then the cluster's RBAC. A write also needs a cluster with writes
 * switched on. Throws `RESOURCE_NOT_FOUND` (no such cluster or kind), `VALIDATION_ERROR`, `UNAUTHORIZED` or `FORBIDDEN`.
 */
export async function authorizeObject(
  services: ObjectServices,
  caller: Caller,
  address: ObjectAddress,
  verb: ObjectVerb,
): Promise<AuthorizedObject> {
  const isWrite = verb !== 'get';
  const decision = await services.portal.decide(
    caller,
    isWrite ? clustersObjectWritePermission : clustersObjectReadPermission,
  );
  const cluster = services.registry.find(address.cluster);
  if (!cluster) {
    throw notFound(`No cluster ${address.cluster} is configured`);
  }
  const target = await resolveKind(cluster, address.kind, async () => {
    const { viewer } = await services.kubernetes.identify(caller, cluster);
    return viewer;
  });
  if (!target) {
    throw notFound(`${address.cluster} does not serve ${address.kind}`);
  }
  const ref = refOf(target, address);
  const resource = {
    cluster: cluster.name,
    kind: target.kind,
    ...(ref.namespace !== undefined && { namespace: ref.namespace }),
  };
  if (!decision.allows(resource)) {
    throw forbidden(`${describe(verb, target, ref)} in ${cluster.name}`, {
      by: "the portal's permission policy",
    });
  }
  if (isWrite && !cluster.writes) {
    throw new ClustersError(readOnlySentence(cluster.name), {
      code: 'FORBIDDEN',
    });
  }
  const identity = await services.kubernetes.identify(caller, cluster);
  if (identity.reviewed) {
    const allowed = await services.kubernetes.may(cluster, identity, {
      verb,
      kind: target,
      name: ref.name,
      ...(ref.namespace !== undefined && { namespace: ref.namespace }),
    });
    if (!allowed) {
      throw forbidden(describe(verb, target, ref), {
        by: `the RBAC of ${cluster.name}`,
      });
    }
  }
  return {
    cluster,
    target,
    ref,
    ...(identity.viewer && { viewer: identity.viewer }),
  };
}

/** Whether writes to the object are switched on and permitted by the portal; the cluster's RBAC is not asked. */
export async function isWritable(
  services: ObjectServices,
  caller: Caller,
  { cluster, target, ref }: AuthorizedObject,
): Promise<boolean> {
  if (!cluster.writes) return false;
  try {
    const decision = await services.portal.decide(
      caller,
      clustersObjectWritePermission,
    );
    return decision.allows({
      cluster: cluster.name,
      kind: target.kind,
      ...(ref.namespace !== undefined && { namespace: ref.namespace }),
    });
  } catch (thrown) {
    if (thrown instanceof ClustersError && thrown.code === 'FORBIDDEN') {
      return false;
    }
    throw thrown;
  }
}

function refOf(target: KindRef, { name, namespace }: ObjectAddress): ObjectRef {
  if (!target.namespaced) return { name };
  if (namespace === undefined) {
    throw validationError({
      namespace: `is needed: ${target.plural} live in namespaces`,
    });
  }
  return { name, namespace };
}

function readOnlySentence(cluster: string): string {
  return (
    `Cluster ${cluster} is read-only: writes are off until orrery.clusters.writes is true in app-config, ` +
    `or the portal is started with --write`
  );
}

function describe(verb: string, target: KindRef, ref: ObjectRef): string {
  const where = ref.namespace === undefined ? '' : ` in ${ref.namespace}`;
  return `${verb} ${target.plural} ${ref.name}${where}`;
}

function forbidden(what: string, { by }: { by: string }): ClustersError {
  return new ClustersError(`You may not ${what}: refused by ${by}`, {
    code: 'FORBIDDEN',
  });
}

function notFound(message: string): ClustersError {
  return new ClustersError(message, { code: 'RESOURCE_NOT_FOUND' });
}

import { createPermission } from '@backstage/plugin-permission-common';

/** Resource type of one Kubernetes object, as permission rules see it. */
export const RESOURCE_TYPE_CLUSTERS_OBJECT = 'clusters-object';

/** What the rules `isCluster`, `isNamespace` and `isKind` look at. */
export interface ClustersObjectResource {
  readonly cluster: string;
  readonly kind: string;
  /** Absent for cluster-scoped objects. */
  readonly namespace?: string;
}

/** See that clusters exist and how they are: name, version, state, counts. */
export const clustersClusterReadPermission = createPermission({
  name: 'clusters.cluster.read',
  attributes: { action: 'read' },
});

/** See objects of a cluster, in lists, live and whole. */
export const clustersObjectReadPermission = createPermission({
  name: 'clusters.object.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CLUSTERS_OBJECT,
});

/** Change or delete objects of a cluster. */
export const clustersObjectWritePermission = createPermission({
  name: 'clusters.object.write',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CLUSTERS_OBJECT,
});

/** Every permission of the clusters plugin. */
export const clustersPermissions = [
  clustersClusterReadPermission,
  clustersObjectReadPermission,
  clustersObjectWritePermission,
];

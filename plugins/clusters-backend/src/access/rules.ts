import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_CLUSTERS_OBJECT,
  type ClustersObjectResource,
} from '@orrery/backstage-plugin-clusters-common';
import { z } from 'zod';

/** Conditions are applied to rows in memory; nothing translates them into a query. */
export type ClustersObjectQuery = Readonly<Record<string, never>>;

/** Resource of `clusters.object.read` and `clusters.object.write`. */
export const clustersObjectRef = createPermissionResourceRef<
  ClustersObjectResource,
  ClustersObjectQuery
>().with({
  pluginId: 'clusters',
  resourceType: RESOURCE_TYPE_CLUSTERS_OBJECT,
});

const isCluster = createPermissionRule({
  name: 'IS_CLUSTER',
  description: 'Allow objects of these clusters',
  resourceRef: clustersObjectRef,
  paramsSchema: z.object({
    clusters: z.array(z.string()).describe('Names of clusters'),
  }),
  apply: ({ cluster }, { clusters }) => clusters.includes(cluster),
  toQuery: () => ({}),
});

const isNamespace = createPermissionRule({
  name: 'IS_NAMESPACE',
  description: 'Allow objects of these namespaces, in every cluster',
  resourceRef: clustersObjectRef,
  paramsSchema: z.object({
    namespaces: z.array(z.string()).describe('Names of namespaces'),
  }),
  apply: ({ namespace }, { namespaces }) =>
    namespace !== undefined && namespaces.includes(namespace),
  toQuery: () => ({}),
});

const isKind = createPermissionRule({
  name: 'IS_KIND',
  description: 'Allow objects of these kinds',
  resourceRef: clustersObjectRef,
  paramsSchema: z.object({
    kinds: z.array(z.string()).describe('Kinds, for instance Pod'),
  }),
  apply: ({ kind }, { kinds }) => kinds.includes(kind),
  toQuery: () => ({}),
});

/** Rules that conditional decisions on objects may use. */
export const clustersObjectRules = { isCluster, isNamespace, isKind };

/** For permission policies: `clustersObjectConditions.isNamespace({ namespaces: ['shop'] })`. */
export const {
  conditions: clustersObjectConditions,
  createConditionalDecision: createClustersObjectConditionalDecision,
} = createConditionExports({
  resourceRef: clustersObjectRef,
  rules: clustersObjectRules,
});

import { leaseFor } from '../controllers/nodes/leaseFor';
import { createTypedStore, parseKind } from '../controllers/TypedStore';
import type { Pod } from '../controllers/kinds/Pod';
import { createRandom } from '../random/createRandom';
import { applyDefaults } from '../resources/applyDefaults';
import type { ClusterStore } from '../store/ClusterStore';
import {
  cutOffNode,
  podAilment,
  seedPendingClaim,
  seedPodEvents,
} from './ailments';
import type { ClusterBlueprint } from './ClusterBlueprint';
import { createPodPlacement } from './createPodPlacement';
import { extraServices } from './extraServices';
import { nodesOf } from './nodesOf';
import { rbacObjects } from './rbacObjects';
import { seedAllowances } from './seedAllowances';
import { seedCertificates } from './seedCertificates';
import { seedCronJobs } from './seedCronJobs';
import type { SeedContext } from './SeedContext';
import { seedDaemonSet } from './seedDaemonSet';
import { seedDeployment } from './seedDeployment';
import { seedFoundation } from './seedFoundation';
import { seedServiceObjects } from './seedServiceObjects';
import { seedStatefulSet } from './seedStatefulSet';
import type { ServiceBlueprint } from './ServiceBlueprint';
import { SHOP_SERVICES } from './shopServices';

export interface SeedClusterOptions {
  readonly store: ClusterStore;
  readonly cluster: ClusterBlueprint;
  readonly seed: number;
  /** Pods beyond those of the shop, in tenant namespaces on further nodes. */
  readonly extraPods?: number;
  readonly rootCertificate: string;
  /** Services of the cluster's own, besides the shop. */
  readonly moreServices?: readonly ServiceBlueprint[];
  /** Stores what else the cluster has, at the end. */
  readonly seedMore?: (context: SeedContext) => void;
}

const SYSTEM_NAMESPACES = [
  'default',
  'kube-system',
  'kube-public',
  'kube-node-lease',
];
/** Extra nodes are sized for this many tenant pods each. */
const PODS_PER_EXTRA_NODE = 70;

/** Workload kinds whose templates must look as if they had come through the API, or the first edit would roll them out anew. */
const DEFAULTED = new Set([
  'deployments.apps',
  'statefulsets.apps',
  'daemonsets.apps',
  'cronjobs.batch',
  'services',
]);

/**
 * Fills an empty store with a cluster in full operation. The same seed and time give the same objects, uids included
 * (given a store with a seeded source of uids). O(pods).
 */
export function seedCluster(options: SeedClusterOptions): void {
  const { cluster, extraPods = 0 } = options;
  const random = createRandom(`${options.seed}/${cluster.name}`);
  const store = createTypedStore(options.store);
  const nowMs = options.store.clock.nowMs();
  const seed: SeedContext['seed'] = (resource, object) =>
    options.store.create(
      resource,
      DEFAULTED.has(resource) ? applyDefaults(resource, object) : object,
      { seeding: true },
    );
  const extraNodes = Math.ceil(extraPods / PODS_PER_EXTRA_NODE);
  const nodes = nodesOf(cluster, random, nowMs, extraNodes).map(node =>
    parseKind('nodes', seed('nodes', node)),
  );
  const context: SeedContext = {
    store,
    cluster,
    random,
    nowMs,
    seed,
    placement: createPodPlacement(nodes, random),
  };
  const services = [
    ...shopServicesOf(cluster),
    ...(options.moreServices ?? []),
    ...extraServices(extraPods, random),
  ];
  const namespaces = new Set([
    ...SYSTEM_NAMESPACES,
    'platform',
    'data',
    'payments',
    'search',
    'shop',
    ...services.map(service => service.namespace),
  ]);
  seedFoundation(context, [...namespaces], options.rootCertificate);
  for (const { resource, object } of rbacObjects()) seed(resource, object);
  for (const node of nodes) {
    seed(
      'leases.coordination.k8s.io',
      leaseFor(node, new Date(nowMs).toISOString().replace('Z', '000Z')),
    );
  }
  services.forEach((service, index) => {
    const pods = seedWorkload(context, service);
    pods.forEach(pod => seedPodEvents(context, pod));
    const clusterIP = `10.${96 + (index >> 14)}.${(index >> 6) & 255}.${
      10 + (index & 63) * 3
    }`;
    seedServiceObjects(context, service, pods, clusterIP);
  });
  seedCertificates(context, shopServicesOf(cluster));
  if (cluster.scale !== undefined) seedCronJobs(context);
  seedAllowances(context);
  if (cluster.name === 'prod-eu') {
    seedPendingClaim(context);
    requestTooMuch(context);
  }
  if (cluster.name === 'prod-us') startBadRollout(context);
  if (cluster.name === 'edge')
    cutOffNode(context, nodes[nodes.length - 1].metadata.name);
  options.seedMore?.(context);
}

function shopServicesOf(
  cluster: ClusterBlueprint,
): readonly ServiceBlueprint[] {
  const { scale } = cluster;
  if (scale !== undefined) {
    return SHOP_SERVICES.map(service => ({
      ...service,
      replicas: replicasFor(service, scale),
    }));
  }
  return SHOP_SERVICES.filter(
    service => service.isNodeAgent || service.edgeReplicas !== undefined,
  ).map(service => ({ ...service, replicas: service.edgeReplicas ?? 0 }));
}

/** Only stateless services grow with the cluster. */
function replicasFor(service: ServiceBlueprint, scale: number): number {
  return service.kind === 'StatefulSet' || service.replicas <= 2
    ? service.replicas
    : Math.round(service.replicas * scale);
}

function seedWorkload(
  context: SeedContext,
  service: ServiceBlueprint,
): readonly Pod[] {
  if (service.kind === 'DaemonSet') return seedDaemonSet(context, service);
  if (service.kind === 'StatefulSet') {
    return seedStatefulSet(context, service, service.replicas);
  }
  return seedDeployment(context, service, service.replicas, (index, pod) =>
    podAilment(context, service.name, index, pod),
  );
}

/** A deployment that asks for more CPU than any node has: its pod cannot be scheduled. */
function requestTooMuch(context: SeedContext): void {
  changeDeployment(context, 'search', 'model-trainer', container => ({
    ...container,
    resources: { requests: { cpu: '24', memory: '48Gi' } },
  }));
}

/** A rollout that has just begun, to a tag that was never pushed. */
function startBadRollout(context: SeedContext): void {
  changeDeployment(context, 'shop', 'catalog', container => ({
    ...container,
    image: 'shop/catalog:4.12.0-missing',
  }));
}

/** Changes the template of a seeded deployment; the controllers then roll it out as they would any change. */
function changeDeployment(
  context: SeedContext,
  namespace: string,
  name: string,
  change: (
    container: Pod['spec']['containers'][number],
  ) => Pod['spec']['containers'][number],
): void {
  const deployment = context.store.get('deployments.apps', namespace, name);
  if (!deployment) return;
  context.store.update('deployments.apps', deployment, current => {
    const { template } = current.spec;
    const [main, ...others] = template.spec.containers;
    return {
      ...current,
      spec: {
        ...current.spec,
        template: {
          ...template,
          spec: { ...template.spec, containers: [change(main), ...others] },
        },
      },
    };
  });
}

import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { TypedStore } from '../../controllers/TypedStore';
import type { ResourceId } from '../../store/ClusterStore';

/** An object of a service that its repository describes. */
export interface ServiceObject {
  readonly resource: ResourceId;
  readonly object: KubernetesObject;
  /** `deployment.yaml`. */
  readonly file: string;
}

/** A service as it is delivered: everything that stands in its folder. */
export interface DeliveredService {
  readonly namespace: string;
  readonly name: string;
  readonly team: string;
  readonly objects: readonly ServiceObject[];
}

/** Where each kind is written, and how its object is called after the service. */
const DELIVERED: readonly (readonly [
  resource: ResourceId,
  file: string,
  suffix: string,
])[] = [
  ['serviceaccounts', 'serviceaccount.yaml', ''],
  ['configmaps', 'configmap.yaml', '-config'],
  ['deployments.apps', 'deployment.yaml', ''],
  ['statefulsets.apps', 'statefulset.yaml', ''],
  ['rollouts.argoproj.io', 'rollout.yaml', ''],
  ['services', 'service.yaml', ''],
  ['services', 'service-preview.yaml', '-preview'],
  ['horizontalpodautoscalers.autoscaling', 'autoscaler.yaml', ''],
  ['poddisruptionbudgets.policy', 'disruption-budget.yaml', ''],
  ['ingresses.networking.k8s.io', 'ingress.yaml', ''],
];

/** Namespaces whose services come out of git; tenants and the cluster's own bring theirs by other ways. */
const DELIVERED_NAMESPACES = ['data', 'payments', 'platform', 'search', 'shop'];

/** The services of a seeded cluster that are delivered from git, by namespace and name. Secrets are not in git. */
export function deliveredServices(
  store: TypedStore,
): readonly DeliveredService[] {
  return DELIVERED_NAMESPACES.flatMap(namespace =>
    [
      ...store.list('deployments.apps', namespace),
      ...store.list('statefulsets.apps', namespace),
      ...store.raw.list('rollouts.argoproj.io', namespace),
    ]
      .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
      .map(({ metadata: { name, labels } }) => ({
        namespace,
        name,
        team: labels?.team ?? namespace,
        objects: DELIVERED.flatMap(([resource, file, suffix]) => {
          const object = store.raw.get(resource, namespace, name + suffix);
          return object ? [{ resource, file, object }] : [];
        }),
      })),
  );
}

/** `clusters/prod-eu/shop/cart`. */
export function folderOf(
  cluster: string,
  { namespace, name }: Pick<DeliveredService, 'namespace' | 'name'>,
): string {
  return `clusters/${cluster}/${namespace}/${name}`;
}

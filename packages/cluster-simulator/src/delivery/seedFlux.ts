import type { KubernetesObject } from '@orrery/kubernetes-model';
import { toTimestamp } from '../controllers/ControllerContext';
import { createTypedStore } from '../controllers/TypedStore';
import { DAY_MS } from '../fleet/SeedContext';
import type { ClusterStore } from '../store/ClusterStore';
import { fluxDelivery } from './fleet/fluxObjects';
import { resourceIdOf } from './fleet/resourceIdOf';
import { deliveredServices } from './fleet/serviceObjects';

const INSTALLED_DAYS_AGO = 163;

/** Stores what Flux is told in a cluster, and marks what it delivered as its own. */
export function seedFlux(options: {
  readonly cluster: string;
  readonly store: ClusterStore;
  readonly repositoryUrl: string;
  readonly chartsUrl: string;
  readonly nowMs: number;
}): void {
  const { store, nowMs } = options;
  const services = deliveredServices(createTypedStore(store));
  const objects = fluxDelivery({
    ...options,
    namespaces: [...new Set(services.map(({ namespace }) => namespace))],
    creationTimestamp: toTimestamp(nowMs - INSTALLED_DAYS_AGO * DAY_MS),
  });
  for (const object of objects)
    store.create(resourceIdOf(object), object, { seeding: true });
  for (const { namespace, objects: own } of services)
    for (const { resource, object } of own)
      label(store, resource, object, namespace);
}

function label(
  store: ClusterStore,
  resource: string,
  { metadata }: KubernetesObject,
  kustomization: string,
): void {
  store.update(resource, metadata.namespace, metadata.name, current => ({
    ...current,
    metadata: {
      ...current.metadata,
      labels: {
        ...current.metadata.labels,
        'kustomize.toolkit.fluxcd.io/name': kustomization,
        'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
      },
    },
  }));
}

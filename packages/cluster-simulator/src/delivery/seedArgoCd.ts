import { argoCdObjects, trackingIdOf } from '@orrery/delivery-simulator';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import { toTimestamp } from '../controllers/ControllerContext';
import { createTypedStore } from '../controllers/TypedStore';
import { DAY_MS } from '../fleet/SeedContext';
import type { ClusterStore } from '../store/ClusterStore';
import {
  applicationName,
  applicationOf,
  previewApplications,
  projects,
} from './fleet/applications';
import { resourceIdOf } from './fleet/resourceIdOf';
import { deliveredServices } from './fleet/serviceObjects';

/** A cluster that Argo CD delivers to. */
export interface ArgoDestination {
  readonly name: string;
  readonly serverUrl: string;
  readonly store: ClusterStore;
}

export interface SeedArgoCdOptions {
  /** Where Argo CD runs; one of the destinations. */
  readonly control: ArgoDestination;
  readonly destinations: readonly ArgoDestination[];
  readonly repositoryUrl: string;
  readonly chartsUrl: string;
  readonly nowMs: number;
}

/** Argo CD names the cluster that it runs in like this. */
const IN_CLUSTER = 'https://kubernetes.default.svc';
const TRACKING_ID = 'argocd.argoproj.io/tracking-id';
const INSTALLED_DAYS_AGO = 214;
const ADOPTED_DAYS_AGO = 197;

/**
 * Stores Argo CD's definitions, settings, projects and one Application for each service, and marks what they delivered as
 * theirs, so that all of it is in sync from the start.
 */
export function seedArgoCd(options: SeedArgoCdOptions): void {
  const { control, destinations, repositoryUrl, chartsUrl, nowMs } = options;
  const daysAgo = (days: number) => toTimestamp(nowMs - days * DAY_MS);
  const seed = (object: KubernetesObject, creationTimestamp: string) => {
    const { metadata } = object;
    control.store.create(
      resourceIdOf(object),
      { ...object, metadata: { creationTimestamp, ...metadata } },
      { seeding: true },
    );
  };
  const installed = argoCdObjects({
    clusters: destinations.filter(({ name }) => name !== control.name),
    repositories: [
      { name: 'fleet', type: 'git', url: repositoryUrl },
      { name: 'shop-charts', type: 'helm', url: chartsUrl },
    ],
    url: 'https://argocd.shop.example',
  });
  for (const object of installed)
    if (object.kind !== 'Namespace') seed(object, daysAgo(INSTALLED_DAYS_AGO));
  const places = destinations.map(({ name, serverUrl, store }) => ({
    cluster: name,
    server: name === control.name ? IN_CLUSTER : serverUrl,
    store,
  }));
  for (const project of projects(repositoryUrl, chartsUrl, places))
    seed(project, daysAgo(INSTALLED_DAYS_AGO));
  for (const place of places) {
    const typed = createTypedStore(place.store);
    for (const service of deliveredServices(typed)) {
      seed(
        applicationOf(place, service, repositoryUrl),
        daysAgo(ADOPTED_DAYS_AGO),
      );
      const application = applicationName(place.cluster, service);
      for (const { resource, object } of service.objects) {
        const id = trackingIdOf(application, object, service.namespace);
        annotate(place.store, resource, object, id);
      }
    }
  }
  seed(previewApplications(places[0], chartsUrl), toTimestamp(nowMs));
}

function annotate(
  store: ClusterStore,
  resource: string,
  { metadata }: KubernetesObject,
  trackingId: string,
): void {
  store.update(resource, metadata.namespace, metadata.name, current => ({
    ...current,
    metadata: {
      ...current.metadata,
      annotations: {
        ...current.metadata.annotations,
        [TRACKING_ID]: trackingId,
      },
    },
  }));
}

import type { KubernetesObject } from '@orrery/kubernetes-model';
import { createAdmission } from '../../admission/createAdmission';
import {
  createManualClock,
  type ManualClock,
} from '../../clock/createManualClock';
import { builtInResources } from '../../resources/builtInResources';
import { ResourceRegistry } from '../../resources/ResourceRegistry';
import { createRandom } from '../../random/createRandom';
import type { ClusterStore } from '../../store/ClusterStore';
import { createClusterStore } from '../../store/createClusterStore';
import type { UsageOfPod } from '../autoscaling/samplesOf';
import type { Event } from '../kinds/Event';
import type { Pod, PodSpec } from '../kinds/Pod';
import { startControllers } from '../startControllers';
import { createTypedStore, type TypedStore } from '../TypedStore';

/** A small cluster with all controllers on a clock driven by hand. */
export interface TestCluster {
  readonly clock: ManualClock;
  readonly store: TypedStore;
  readonly raw: ClusterStore;
  pods(namespace?: string): readonly Pod[];
  /** Reason and message of every event about objects of this name. */
  eventsOf(name: string): readonly Event[];
  /** Throws what any controller failed with. */
  disposeWithoutErrors(): void;
}

export function createTestCluster(
  options: {
    nodes?: readonly KubernetesObject[];
    /** What pods use; nothing is autoscaled without. */
    usageOf?: UsageOfPod;
  } = {},
): TestCluster {
  const clock = createManualClock();
  const raw = createClusterStore({ clock, random: createRandom('store') });
  const store = createTypedStore(raw);
  const errors: unknown[] = [];
  for (const name of ['default', 'kube-node-lease']) {
    raw.create('namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    });
  }
  for (const each of options.nodes ?? ['a', 'b', 'c'].map(name => node(name))) {
    raw.create('nodes', each);
  }
  const admission = createAdmission(raw);
  const controllers = startControllers({
    store: raw,
    admission,
    ...(options.usageOf
      ? {
          autoscaling: {
            registry: new ResourceRegistry(builtInResources()),
            usageOf: options.usageOf,
          },
        }
      : {}),
    random: createRandom('controllers'),
    reportError: error => errors.push(error),
    namespacedResources: () => [
      'configmaps',
      'deployments.apps',
      'endpoints',
      'endpointslices.discovery.k8s.io',
      'events',
      'pods',
      'replicasets.apps',
      'serviceaccounts',
      'services',
    ],
    rootCertificate: 'certificate',
  });
  clock.advance(1_000);
  return {
    clock,
    store,
    raw,
    pods: namespace => store.list('pods', namespace),
    eventsOf: name =>
      store.list('events').filter(each => each.involvedObject.name === name),
    disposeWithoutErrors: () => {
      controllers.dispose();
      if (errors.length > 0) throw errors[0];
    },
  };
}

export function node(
  name: string,
  options: {
    readonly cpu?: string;
    readonly labels?: Record<string, string>;
    readonly spec?: Record<string, unknown>;
  } = {},
): KubernetesObject {
  const resources = { cpu: options.cpu ?? '4', memory: '16Gi', pods: '110' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: { 'kubernetes.io/hostname': name, ...options.labels },
    },
    spec: { podCIDR: `10.244.${name.charCodeAt(0)}.0/24`, ...options.spec },
    status: {
      capacity: resources,
      allocatable: resources,
      conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }],
      addresses: [
        { type: 'InternalIP', address: `10.0.0.${name.charCodeAt(0)}` },
      ],
    },
  };
}

export function template(
  options: { readonly image?: string; readonly spec?: Partial<PodSpec> } = {},
) {
  return {
    metadata: { labels: { app: 'web' } },
    spec: {
      containers: [{ name: 'web', image: options.image ?? 'shop/web:1.0.0' }],
      ...options.spec,
    },
  };
}

export function deployment(
  spec: Record<string, unknown> = {},
  name = 'web',
): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'default' },
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: 'web' } },
      template: template(),
      ...spec,
    },
  };
}

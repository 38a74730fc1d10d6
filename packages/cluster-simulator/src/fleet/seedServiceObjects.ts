import { toTimestamp } from '../controllers/ControllerContext';
import { disruptionStatus } from '../controllers/disruption/disruptionStatus';
import {
  endpointSlicesOf,
  endpointsOf,
  zoneLabelOf,
} from '../controllers/endpoints/endpointsOf';
import type { Pod } from '../controllers/kinds/Pod';
import { parseKind } from '../controllers/TypedStore';
import { randomSuffix } from '../random/createRandom';
import { selectorLabels, serviceLabels } from './podTemplateOf';
import type { ServiceBlueprint } from './ServiceBlueprint';
import { DAY_MS, momentAgo, type SeedContext } from './SeedContext';

/** Stores what surrounds a workload: account, configuration, secret, service with endpoints, autoscaler, budget, ingress. */
export function seedServiceObjects(
  context: SeedContext,
  service: ServiceBlueprint,
  pods: readonly Pod[],
  clusterIP: string,
): void {
  const { name, namespace } = service;
  const creationTimestamp = toTimestamp(
    momentAgo(context, 60 * DAY_MS, 500 * DAY_MS),
  );
  const metadataOf = (objectName: string) => ({
    name: objectName,
    namespace,
    labels: serviceLabels(service),
    creationTimestamp,
  });

  context.seed('serviceaccounts', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadataOf(name),
  });
  context.seed('configmaps', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadataOf(`${name}-config`),
    data: {
      'service.yaml': `name: ${name}\nport: ${service.port}\nteam: ${
        service.team
      }\ntimeoutMs: ${500 + (service.port % 7) * 250}\n`,
    },
  });
  if (service.kind === 'DaemonSet') return;
  context.seed('secrets', {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: metadataOf(`${name}-credentials`),
    type: 'Opaque',
    data: {
      username: encode(`${name}-app`),
      password: encode(`simulated-${randomSuffix(context.random, 12)}`),
    },
  });
  seedService(context, service, pods, clusterIP, metadataOf(name));
  if (service.isAutoscaled)
    seedAutoscaler(context, service, pods.length, metadataOf(name));
  if (pods.length > 2) seedBudget(context, service, pods, metadataOf(name));
  if (service.host) seedIngress(context, service, metadataOf(name));
}

type Metadata = {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
  readonly creationTimestamp: string;
};

function seedService(
  context: SeedContext,
  service: ServiceBlueprint,
  pods: readonly Pod[],
  clusterIP: string,
  metadata: Metadata,
): void {
  const isHeadless = service.kind === 'StatefulSet';
  const isPublic = service.name === 'ingress-nginx';
  const address = isHeadless ? 'None' : clusterIP;
  const port = isPublic || service.host ? 80 : service.port;
  const stored = parseKind(
    'services',
    context.seed('services', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: {
        type: isPublic ? 'LoadBalancer' : 'ClusterIP',
        clusterIP: address,
        clusterIPs: [address],
        selector: selectorLabels(service),
        ports: [
          {
            name: 'main',
            protocol: 'TCP',
            port,
            targetPort: 'main',
            ...(isPublic ? { nodePort: 30_080 } : {}),
          },
        ],
      },
      status: {
        loadBalancer: isPublic
          ? { ingress: [{ ip: `203.0.113.${context.cluster.network}` }] }
          : {},
      },
    }),
  );
  const serving = pods
    .filter(pod => pod.status?.podIP)
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  const { creationTimestamp } = metadata;
  const endpoints = endpointsOf(stored, serving);
  context.seed('endpoints', {
    ...endpoints,
    metadata: { ...endpoints.metadata, creationTimestamp },
  });
  const slices = endpointSlicesOf(
    stored,
    serving,
    nodeName => zoneLabelOf(context.store.get('nodes', undefined, nodeName)),
    () => `${service.name}-${randomSuffix(context.random)}`,
  );
  for (const slice of slices) {
    context.seed('endpointslices.discovery.k8s.io', {
      ...slice,
      metadata: { ...slice.metadata, creationTimestamp },
    });
  }
}

function seedAutoscaler(
  context: SeedContext,
  service: ServiceBlueprint,
  replicas: number,
  metadata: Metadata,
): void {
  // The evening's peak stays within the tolerance; more is for days that are not usual.
  const target = 70 + (service.port % 4) * 5;
  const usage = target - 4 - Math.floor(context.random() * 15);
  const metric = (value: object) => ({
    type: 'Resource',
    resource: { name: 'cpu', ...value },
  });
  context.seed('horizontalpodautoscalers.autoscaling', {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata,
    spec: {
      scaleTargetRef: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: service.name,
      },
      minReplicas: replicas,
      maxReplicas: replicas * 2 + 2,
      metrics: [
        metric({ target: { type: 'Utilization', averageUtilization: target } }),
      ],
    },
    status: {
      currentReplicas: replicas,
      desiredReplicas: replicas,
      currentMetrics: [
        metric({
          current: {
            averageUtilization: usage,
            averageValue: `${Math.round((service.cpuMillis * usage) / 100)}m`,
          },
        }),
      ],
      conditions: [
        {
          type: 'AbleToScale',
          status: 'True',
          reason: 'ReadyForNewScale',
          message: 'recommended size matches current size',
          lastTransitionTime: metadata.creationTimestamp,
        },
        {
          type: 'ScalingActive',
          status: 'True',
          reason: 'ValidMetricFound',
          message:
            'the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)',
          lastTransitionTime: metadata.creationTimestamp,
        },
        {
          type: 'ScalingLimited',
          status: 'True',
          reason: 'TooFewReplicas',
          message:
            'the desired replica count is less than the minimum replica count',
          lastTransitionTime: metadata.creationTimestamp,
        },
      ],
    },
  });
}

function seedBudget(
  context: SeedContext,
  service: ServiceBlueprint,
  pods: readonly Pod[],
  metadata: Metadata,
): void {
  const stored = parseKind(
    'poddisruptionbudgets.policy',
    context.seed('poddisruptionbudgets.policy', {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata,
      spec: {
        ...(service.kind === 'StatefulSet'
          ? { maxUnavailable: 1 }
          : { minAvailable: '70%' }),
        selector: { matchLabels: selectorLabels(service) },
      },
    }),
  );
  context.store.update('poddisruptionbudgets.policy', stored, latest => ({
    ...latest,
    status: disruptionStatus(
      latest,
      pods,
      service.replicas,
      Date.parse(metadata.creationTimestamp),
    ),
  }));
}

function seedIngress(
  context: SeedContext,
  service: ServiceBlueprint,
  metadata: Metadata,
): void {
  const host = `${service.host}.${context.cluster.name}.shop.example`;
  context.seed('ingresses.networking.k8s.io', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata,
    spec: {
      ingressClassName: 'nginx',
      tls: [{ hosts: [host], secretName: `${service.name}-tls` }],
      rules: [
        {
          host,
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: {
                  service: { name: service.name, port: { name: 'main' } },
                },
              },
            ],
          },
        },
      ],
    },
    status: {
      loadBalancer: {
        ingress: [{ ip: `203.0.113.${context.cluster.network}` }],
      },
    },
  });
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64');
}

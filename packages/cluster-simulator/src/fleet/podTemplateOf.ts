import type { Container, PodTemplate } from '../controllers/kinds/Pod';
import { probesOf } from './probesOf';
import type { ServiceBlueprint } from './ServiceBlueprint';

/** Namespaces that are not called what is in them: people look for the controllers of Flux by this label. */
const PRODUCTS: Readonly<Record<string, string | undefined>> = {
  'flux-system': 'flux',
};

/** The labels that say what an object is and whose, on everything a service owns. */
export function serviceLabels(
  service: ServiceBlueprint,
): Record<string, string> {
  return {
    ...selectorLabels(service),
    'app.kubernetes.io/component': componentRole(service),
    'app.kubernetes.io/part-of':
      PRODUCTS[service.namespace] ?? service.namespace,
    'app.kubernetes.io/version': service.version,
    'app.kubernetes.io/managed-by': 'Helm',
    'backstage.io/kubernetes-id': service.component,
    team: service.team,
  };
}

export function selectorLabels(
  service: Pick<ServiceBlueprint, 'name' | 'namespace'>,
): Record<string, string> {
  return {
    'app.kubernetes.io/name': service.name,
    'app.kubernetes.io/instance': `${service.name}-${service.namespace}`,
  };
}

/** The pod template of a service at one version of its image. */
export function podTemplateOf(
  service: ServiceBlueprint,
  image: string,
): PodTemplate {
  const version = image.slice(image.indexOf(':') + 1);
  return {
    metadata: {
      labels: {
        ...serviceLabels(service),
        'app.kubernetes.io/version': version,
      },
      annotations: {
        'prometheus.io/scrape': 'true',
        'prometheus.io/port': String(service.port),
      },
    },
    spec: {
      serviceAccountName: service.name,
      ...(service.initContainer
        ? { initContainers: [initContainerOf(service, image)] }
        : {}),
      containers: [
        mainContainerOf(service, image),
        ...(service.hasSidecar ? [proxySidecar(service)] : []),
      ],
      ...(service.isNodeAgent
        ? {
            tolerations: [{ operator: 'Exists' }],
            hostNetwork: service.port > 9000,
          }
        : {}),
      ...(service.kind === 'StatefulSet' &&
      (service.storageGibibytes ?? 0) >= 100
        ? {
            tolerations: [
              {
                key: 'dedicated',
                operator: 'Equal',
                value: 'data',
                effect: 'NoSchedule',
              },
            ],
          }
        : {}),
      terminationGracePeriodSeconds: service.kind === 'StatefulSet' ? 60 : 30,
      volumes: [
        { name: 'config', configMap: { name: `${service.name}-config` } },
      ],
    },
  };
}

function mainContainerOf(service: ServiceBlueprint, image: string): Container {
  const { port, cpuMillis, memoryMebibytes } = service;
  return {
    name: service.name,
    image,
    imagePullPolicy: 'IfNotPresent',
    ports: [{ name: 'main', containerPort: port, protocol: 'TCP' }],
    env: [
      { name: 'LOG_LEVEL', value: 'info' },
      { name: 'SERVICE_NAME', value: service.name },
    ],
    resources: {
      requests: { cpu: `${cpuMillis}m`, memory: `${memoryMebibytes}Mi` },
      limits: {
        memory: `${Math.round(memoryMebibytes * 1.5)}Mi`,
        ...(service.namespace === 'payments'
          ? { cpu: `${cpuMillis * 4}m` }
          : {}),
      },
    },
    ...probesOf(service),
    volumeMounts: [
      { name: 'config', mountPath: '/etc/service' },
      ...(service.storageGibibytes === undefined
        ? []
        : [{ name: 'data', mountPath: dataPathOf(service) }]),
    ],
  };
}

/** Where the image of a store keeps its data. */
function dataPathOf({ name, logFormat }: ServiceBlueprint): string {
  return logFormat === 'postgres'
    ? '/var/lib/postgresql/data'
    : `/var/lib/${name}`;
}

function initContainerOf(service: ServiceBlueprint, image: string): Container {
  return {
    name: service.initContainer ?? 'init',
    image,
    args: [service.initContainer ?? 'init'],
    resources: { requests: { cpu: '50m', memory: '64Mi' } },
  };
}

function proxySidecar(service: ServiceBlueprint): Container {
  return {
    name: 'mesh-proxy',
    image: 'platform/mesh-proxy:1.25.2',
    ports: [{ name: 'metrics', containerPort: 15020, protocol: 'TCP' }],
    resources: {
      requests: { cpu: '40m', memory: `${48 + (service.port % 5) * 8}Mi` },
      limits: { memory: '256Mi' },
    },
    readinessProbe: {
      httpGet: { path: '/ready', port: 15020 },
      periodSeconds: 5,
    },
  };
}

function componentRole(service: ServiceBlueprint): string {
  if (service.kind === 'DaemonSet') return 'agent';
  if (service.storageGibibytes !== undefined) return 'store';
  return service.name.endsWith('worker') ? 'worker' : 'service';
}

import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { Pod } from '../kinds/Pod';
import type { Node } from '../kinds/Node';
import type { Service, ServicePort } from '../kinds/Service';
import { isPodFinished, isPodReady } from '../podState';
import { ownerReferenceTo } from '../ownerReferenceTo';

/** How many endpoints one slice holds, as the real controller sets it. */
const SLICE_SIZE = 100;
/** Legacy Endpoints are cut off here. */
const ENDPOINTS_LIMIT = 1_000;

/** The pods that a service sends traffic to, by name. */
export function podsOf(service: Service, pods: readonly Pod[]): readonly Pod[] {
  const selector = Object.entries(service.spec.selector ?? {});
  return pods.filter(
    pod =>
      pod.status?.podIP !== undefined &&
      !isPodFinished(pod) &&
      selector.every(([key, value]) => pod.metadata.labels?.[key] === value),
  );
}

/** The legacy Endpoints object of a service: ready and not ready addresses, terminating pods left out. */
export function endpointsOf(
  service: Service,
  pods: readonly Pod[],
): KubernetesObject {
  const living = pods
    .filter(pod => !pod.metadata.deletionTimestamp)
    .slice(0, ENDPOINTS_LIMIT);
  const ready = living.filter(pod => isServing(service, pod)).map(addressOf);
  const notReady = living
    .filter(pod => !isServing(service, pod))
    .map(addressOf);
  const ports = (service.spec.ports ?? []).map(port => ({
    ...(port.name ? { name: port.name } : {}),
    port: targetPortOf(port, living[0]),
    protocol: port.protocol ?? 'TCP',
  }));
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: {
      name: service.metadata.name,
      namespace: service.metadata.namespace,
      labels: service.metadata.labels,
    },
    ...(living.length > 0
      ? {
          subsets: [
            {
              ...(ready.length > 0 ? { addresses: ready } : {}),
              ...(notReady.length > 0 ? { notReadyAddresses: notReady } : {}),
              ports,
            },
          ],
        }
      : {}),
  };
}

/** The EndpointSlices of a service, at most 100 endpoints each; `nameOf` names slice number n. */
export function endpointSlicesOf(
  service: Service,
  pods: readonly Pod[],
  zoneOf: (nodeName: string) => string | undefined,
  nameOf: (index: number) => string,
): readonly KubernetesObject[] {
  const count = Math.max(1, Math.ceil(pods.length / SLICE_SIZE));
  return Array.from({ length: count }, (_, index) => {
    const part = pods.slice(index * SLICE_SIZE, (index + 1) * SLICE_SIZE);
    return {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: nameOf(index),
        generateName: `${service.metadata.name}-`,
        namespace: service.metadata.namespace,
        labels: {
          ...service.metadata.labels,
          'kubernetes.io/service-name': service.metadata.name,
          'endpointslice.kubernetes.io/managed-by':
            'endpointslice-controller.k8s.io',
        },
        ownerReferences: [ownerReferenceTo(service)],
      },
      addressType: 'IPv4',
      endpoints: part.map(pod => endpointOf(service, pod, zoneOf)),
      ports: (service.spec.ports ?? []).map(port => ({
        name: port.name ?? '',
        port: targetPortOf(port, pods[0]),
        protocol: port.protocol ?? 'TCP',
      })),
    };
  });
}

export function zoneLabelOf(node: Node | undefined): string | undefined {
  return node?.metadata.labels?.['topology.kubernetes.io/zone'];
}

function endpointOf(
  service: Service,
  pod: Pod,
  zoneOf: (nodeName: string) => string | undefined,
) {
  const isTerminating = pod.metadata.deletionTimestamp !== undefined;
  const serving = isServing(service, pod);
  return {
    addresses: [pod.status?.podIP],
    conditions: {
      ready: serving && !isTerminating,
      serving,
      terminating: isTerminating,
    },
    nodeName: pod.spec.nodeName,
    zone: zoneOf(pod.spec.nodeName ?? ''),
    targetRef: targetRefOf(pod),
  };
}

function addressOf(pod: Pod) {
  return {
    ip: pod.status?.podIP,
    nodeName: pod.spec.nodeName,
    targetRef: targetRefOf(pod),
  };
}

function targetRefOf(pod: Pod) {
  const { name, namespace, uid } = pod.metadata;
  return { kind: 'Pod', name, namespace, uid };
}

function isServing(service: Service, pod: Pod): boolean {
  return service.spec.publishNotReadyAddresses === true || isPodReady(pod);
}

function targetPortOf(port: ServicePort, pod: Pod | undefined): number {
  const target = port.targetPort ?? port.port;
  if (typeof target === 'number') return target;
  const named = pod?.spec.containers
    .flatMap(container => container.ports ?? [])
    .find(each => each.name === target);
  return named?.containerPort ?? port.port;
}

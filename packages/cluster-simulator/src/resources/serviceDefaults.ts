import type { KubernetesObject } from '@orrery/kubernetes-model';
import { parseObject } from '../json/parseObject';
import { JsonObject, objectAt, objectsAt, stringAt } from '../json/readJson';
import { fillDefaults } from './fillDefaults';

/** Fills a Service, its cluster IP and node ports included; both follow from the name, so they are stable. */
export function defaultService(object: JsonObject): JsonObject {
  const spec = objectAt(object, 'spec');
  const type = stringAt(spec, 'type') || 'ClusterIP';
  const seed = hashOf(
    `${stringAt(object, 'metadata', 'namespace')}/${stringAt(
      object,
      'metadata',
      'name',
    )}`,
  );
  const ports = objectsAt(spec, 'ports').map((port, index) => ({
    ...fillDefaults(port, {
      protocol: 'TCP',
      targetPort: port.port,
      ...(type === 'NodePort' || type === 'LoadBalancer'
        ? { nodePort: 30_000 + ((seed + index) % 2768) }
        : {}),
    }),
  }));
  const clusterIP = stringAt(spec, 'clusterIP') || clusterIpOf(seed);
  return {
    ...object,
    spec: {
      ...fillDefaults(spec, {
        type,
        sessionAffinity: 'None',
        ...(type === 'ExternalName'
          ? {}
          : {
              clusterIP,
              clusterIPs: [clusterIP],
              ipFamilies: ['IPv4'],
              ipFamilyPolicy: 'SingleStack',
              internalTrafficPolicy: 'Cluster',
            }),
        ...(type === 'NodePort' || type === 'LoadBalancer'
          ? { externalTrafficPolicy: 'Cluster' }
          : {}),
        ...(type === 'LoadBalancer'
          ? { allocateLoadBalancerNodePorts: true }
          : {}),
      }),
      ...(ports.length > 0 ? { ports } : {}),
    },
    status: object.status ?? { loadBalancer: {} },
  };
}

/** A replacement that does not name the addresses of a Service keeps them. */
export function keepAddresses(
  service: KubernetesObject,
  previous: KubernetesObject,
): KubernetesObject {
  const spec = objectAt(service, 'spec');
  const { clusterIP, clusterIPs } = objectAt(previous, 'spec');
  if (spec.clusterIP || spec.type === 'ExternalName' || !clusterIP)
    return service;
  return parseObject({ ...service, spec: { ...spec, clusterIP, clusterIPs } });
}

function clusterIpOf(seed: number): string {
  return `10.96.${(seed >> 8) % 256}.${1 + (seed % 254)}`;
}

/** FNV-1a, 31 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 1;
}

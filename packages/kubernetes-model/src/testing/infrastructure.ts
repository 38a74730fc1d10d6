import type { KubernetesObject } from '../object/KubernetesObject';
import { merge, namespacedObject, object, timeAgo } from './builders';
import type { Overrides } from './builders';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A ClusterIP service on port 80 that selects `app: <name>`. */
export function service(
  name: string,
  overrides: Overrides = {},
): KubernetesObject {
  return namespacedObject(
    'v1',
    'Service',
    name,
    merge(
      {
        metadata: { labels: { app: name } },
        spec: {
          type: 'ClusterIP',
          clusterIP: '10.96.0.12',
          clusterIPs: ['10.96.0.12'],
          selector: { app: name },
          ports: [
            { name: 'http', port: 80, targetPort: 8080, protocol: 'TCP' },
          ],
        },
        status: { loadBalancer: {} },
      },
      overrides,
    ),
  );
}

/** Bound to a volume of 10 Gi. */
export function persistentVolumeClaim(
  name: string,
  overrides: Overrides = {},
): KubernetesObject {
  return namespacedObject(
    'v1',
    'PersistentVolumeClaim',
    name,
    merge(
      {
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: '10Gi' } },
          storageClassName: 'fast',
          volumeMode: 'Filesystem',
          volumeName: `pv-${name}`,
        },
        status: {
          phase: 'Bound',
          accessModes: ['ReadWriteOnce'],
          capacity: { storage: '10Gi' },
        },
      },
      overrides,
    ),
  );
}

/** A ready amd64 worker with 4 cores (3.92 allocatable) in zone `eu-1a`. */
export function node(
  name: string,
  overrides: Overrides = {},
): KubernetesObject {
  const condition = (type: string, status: string, reason: string) => ({
    type,
    status,
    reason,
    message: reason,
    lastHeartbeatTime: timeAgo(10_000),
    lastTransitionTime: timeAgo(DAY_MS),
  });
  return object(
    'v1',
    'Node',
    name,
    merge(
      {
        metadata: {
          labels: {
            'kubernetes.io/arch': 'amd64',
            'kubernetes.io/os': 'linux',
            'kubernetes.io/hostname': name,
            'node.kubernetes.io/instance-type': 'm6i.xlarge',
            'topology.kubernetes.io/zone': 'eu-1a',
            'node-role.kubernetes.io/worker': '',
          },
        },
        spec: { podCIDR: '10.42.0.0/24' },
        status: {
          addresses: [
            { type: 'InternalIP', address: '10.0.0.1' },
            { type: 'Hostname', address: name },
          ],
          capacity: { cpu: '4', memory: '16Gi', pods: '110' },
          allocatable: { cpu: '3920m', memory: '15Gi', pods: '110' },
          conditions: [
            condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory'),
            condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure'),
            condition('PIDPressure', 'False', 'KubeletHasSufficientPID'),
            condition('Ready', 'True', 'KubeletReady'),
          ],
          images: [
            { names: ['registry.example/shop/web:1.42'], sizeBytes: 123_456 },
          ],
          nodeInfo: {
            architecture: 'amd64',
            operatingSystem: 'linux',
            kubeletVersion: 'v1.34.2',
            kernelVersion: '6.1.0',
            osImage: 'Debian GNU/Linux 12',
            containerRuntimeVersion: 'containerd://2.1.0',
          },
        },
      },
      overrides,
    ),
  );
}

/** An active namespace. */
export function namespace(
  name: string,
  overrides: Overrides = {},
): KubernetesObject {
  return object(
    'v1',
    'Namespace',
    name,
    merge(
      {
        metadata: { labels: { 'kubernetes.io/metadata.name': name } },
        spec: { finalizers: ['kubernetes'] },
        status: { phase: 'Active' },
      },
      overrides,
    ),
  );
}

/** An Opaque secret with the entries `username` and `password`. */
export function secret(
  name: string,
  overrides: Overrides = {},
): KubernetesObject {
  return namespacedObject(
    'v1',
    'Secret',
    name,
    merge(
      {
        type: 'Opaque',
        data: { username: 'c2hvcA==', password: 'aHVudGVyMg==' },
      },
      overrides,
    ),
  );
}

/** A config map with the entry `config.yaml`. */
export function configMap(
  name: string,
  overrides: Overrides = {},
): KubernetesObject {
  return namespacedObject(
    'v1',
    'ConfigMap',
    name,
    merge({ data: { 'config.yaml': 'region: eu\n' } }, overrides),
  );
}

import {
  KubernetesObject,
  Quantity,
  ZERO_QUANTITY,
} from '@orrery/kubernetes-model';
import { objectAt, objectsAt, stringAt, valueAt } from '../../json/readJson';
import type { ResourceId } from '../../store/ClusterStore';
import { Amounts, amountsAt, podAmounts } from '../podAmounts';

const one: Quantity = { nanos: 1_000_000_000n, format: 'DecimalSI' };

/** Counted under their plain name too, from the time before `count/…`. */
const plainCounts: ReadonlySet<ResourceId> = new Set([
  'configmaps',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
]);

const computeNames = ['cpu', 'memory', 'ephemeral-storage'];

const podNames: ReadonlySet<string> = new Set([
  'pods',
  'count/pods',
  ...computeNames,
  ...computeNames.flatMap(name => [`requests.${name}`, `limits.${name}`]),
]);

const serviceNames: ReadonlySet<string> = new Set([
  'services',
  'services.loadbalancers',
  'services.nodeports',
  'count/services',
]);

const claimNames: ReadonlySet<string> = new Set([
  'persistentvolumeclaims',
  'requests.storage',
  'count/persistentvolumeclaims',
]);

const ofStorageClass =
  /\.storageclass\.storage\.k8s\.io\/(requests\.storage|persistentvolumeclaims)$/;

/** What an object uses of what a quota may limit, by name. Source: the evaluators of k8s.io/kubernetes/pkg/quota/v1. */
export function usageOf(
  resource: ResourceId,
  object: KubernetesObject,
): Amounts {
  switch (resource) {
    case 'pods':
      return podUsage(object);
    case 'services':
      return serviceUsage(object);
    case 'persistentvolumeclaims':
      return claimUsage(object);
    default:
      return new Map([
        [`count/${resource}`, one],
        ...(plainCounts.has(resource) ? [[resource, one] as const] : []),
      ]);
  }
}

/** The resource whose objects use what a quota limits under this name: `requests.cpu` is used by pods. */
export function resourceUsing(name: string): ResourceId | undefined {
  if (podNames.has(name)) return 'pods';
  if (serviceNames.has(name)) return 'services';
  if (claimNames.has(name) || ofStorageClass.test(name))
    return 'persistentvolumeclaims';
  if (name.startsWith('count/')) return name.slice('count/'.length);
  if (plainCounts.has(name)) return name;
  return isPodExtra(name) ? 'pods' : undefined;
}

/** What one container adds, to see whether it names everything that a quota limits. */
export function computeUsage(requests: Amounts, limits: Amounts): Amounts {
  const usage = new Map<string, Quantity>([['pods', one]]);
  for (const name of computeNames) {
    const request = requests.get(name);
    if (request) usage.set(name, request).set(`requests.${name}`, request);
    const limit = limits.get(name);
    if (limit) usage.set(`limits.${name}`, limit);
  }
  for (const [name, request] of requests) {
    if (name.startsWith('hugepages-')) usage.set(name, request);
    if (isPodExtra(`requests.${name}`)) usage.set(`requests.${name}`, request);
  }
  return usage;
}

/** Finished pods count as objects alone. */
function podUsage(pod: KubernetesObject): Amounts {
  if (isFinishedPod(pod)) return new Map([['count/pods', one]]);
  return new Map([
    ['count/pods', one],
    ...computeUsage(podAmounts(pod, 'requests'), podAmounts(pod, 'limits')),
  ]);
}

/** Whether a pod has ended and holds no compute resources any more. */
export function isFinishedPod(pod: KubernetesObject): boolean {
  const phase = stringAt(pod, 'status', 'phase');
  return phase === 'Succeeded' || phase === 'Failed';
}

function serviceUsage(service: KubernetesObject): Amounts {
  const type = stringAt(service, 'spec', 'type');
  const isBalanced = type === 'LoadBalancer';
  const takesNodePorts =
    type === 'NodePort' ||
    (isBalanced &&
      valueAt(service, 'spec', 'allocateLoadBalancerNodePorts') !== false);
  const ports = objectsAt(service, 'spec', 'ports').length;
  return new Map([
    ['services', one],
    ['count/services', one],
    ['services.loadbalancers', isBalanced ? one : ZERO_QUANTITY],
    ['services.nodeports', takesNodePorts ? times(ports) : ZERO_QUANTITY],
  ]);
}

function claimUsage(claim: KubernetesObject): Amounts {
  const storageClass = stringAt(claim, 'spec', 'storageClassName');
  const requested = amountsAt(
    objectAt(claim, 'spec'),
    'resources',
    'requests',
  ).get('storage');
  const usage = new Map<string, Quantity>([
    ['persistentvolumeclaims', one],
    ['count/persistentvolumeclaims', one],
  ]);
  if (requested) usage.set('requests.storage', requested);
  if (!storageClass) return usage;
  const prefix = `${storageClass}.storageclass.storage.k8s.io/`;
  usage.set(`${prefix}persistentvolumeclaims`, one);
  if (requested) usage.set(`${prefix}requests.storage`, requested);
  return usage;
}

/** Huge pages, and devices under a domain name: `requests.example.com/gpu`. */
function isPodExtra(name: string): boolean {
  return (
    /^(requests\.)?hugepages-/.test(name) ||
    (/^requests\.[^/]+\.[^/]+\/[^/]+$/.test(name) &&
      !name.startsWith('requests.kubernetes.io/'))
  );
}

function times(count: number): Quantity {
  return { nanos: BigInt(count) * one.nanos, format: 'DecimalSI' };
}

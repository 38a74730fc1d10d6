import {
  createFakeCluster,
  type FakeCluster,
  type FakeClusterOptions,
} from './createFakeCluster';
import { object, pod } from './objects';

const deployment = object('apps/v1', 'Deployment', 'checkout', {
  namespace: 'shop',
});
const replicaSet = object('apps/v1', 'ReplicaSet', 'checkout-1', {
  namespace: 'shop',
  ownerReferences: [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: 'checkout',
      uid: 'uid-checkout',
      controller: true,
    },
  ],
});
const owned = pod('a', {
  managedFields: [{ manager: 'kubectl' }],
  annotations: {
    'kubectl.kubernetes.io/last-applied-configuration': '{"secret":"x"}',
    team: 'shop',
  },
  ownerReferences: [
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      name: 'checkout-1',
      uid: 'uid-checkout-1',
      controller: true,
    },
  ],
});
const secret = object(
  'v1',
  'Secret',
  'db',
  { namespace: 'shop' },
  { data: { password: 'c2VjcmV0' } },
);

/** A small shop: pods a (owned), b (in payments) and c, a secret, an event about a. */
export function createShop(options: FakeClusterOptions = {}): FakeCluster {
  return createFakeCluster({
    objects: {
      pods: [owned, pod('b', { namespace: 'payments' }), pod('c')],
      replicasets: [replicaSet],
      deployments: [deployment],
      secrets: [secret],
      nodes: [object('v1', 'Node', 'n1')],
      namespaces: ['payments', 'shop'].map(name =>
        object('v1', 'Namespace', name),
      ),
      events: [
        object(
          'v1',
          'Event',
          'e1',
          { namespace: 'shop' },
          {
            type: 'Warning',
            reason: 'BackOff',
            message: 'Back-off restarting failed container',
            count: 3,
            lastTimestamp: '2026-01-01T00:05:00Z',
            source: { component: 'kubelet' },
          },
        ),
      ],
    },
    ...options,
  });
}

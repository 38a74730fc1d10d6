import { namespacedObject, object, timeAgo } from './builders';
import type { Overrides } from './builders';
import {
  namespace,
  node,
  persistentVolumeClaim,
  service,
} from './infrastructure';

const MINUTE_MS = 60_000;

/** One Service for every condition that can be seen in the object. */
export const serviceConditions = {
  'cluster IP': service('web'),
  headless: service('web', { spec: { clusterIP: 'None' } }),
  'external name': service('web', {
    spec: {
      type: 'ExternalName',
      externalName: 'db.example.com',
      clusterIP: undefined,
      ports: undefined,
    },
  }),
  'load balancer with an address': service('web', {
    spec: {
      type: 'LoadBalancer',
      ports: [{ port: 443, nodePort: 30443, protocol: 'TCP' }],
    },
    status: {
      loadBalancer: {
        ingress: [{ ip: '203.0.113.7' }, { hostname: 'lb.example' }],
      },
    },
  }),
  'load balancer pending': service('web', {
    metadata: { creationTimestamp: timeAgo(MINUTE_MS) },
    spec: { type: 'LoadBalancer' },
  }),
  'load balancer pending for long': service('web', {
    spec: { type: 'LoadBalancer' },
  }),
} as const;

/** One PersistentVolumeClaim for every condition that it is found in. */
export const persistentVolumeClaimConditions = {
  bound: persistentVolumeClaim('data'),
  pending: persistentVolumeClaim('data', {
    metadata: { creationTimestamp: timeAgo(MINUTE_MS) },
    spec: { volumeName: undefined },
    status: { phase: 'Pending', capacity: undefined, accessModes: undefined },
  }),
  'pending for long': persistentVolumeClaim('data', {
    spec: { volumeName: undefined },
    status: { phase: 'Pending', capacity: undefined, accessModes: undefined },
  }),
  lost: persistentVolumeClaim('data', { status: { phase: 'Lost' } }),
  resizing: persistentVolumeClaim('data', {
    status: { conditions: [condition('Resizing', 'True', '', '')] },
  }),
  'resizing on the node': persistentVolumeClaim('data', {
    status: { allocatedResourceStatuses: { storage: 'NodeResizeInProgress' } },
  }),
  'waiting for a restart to resize': persistentVolumeClaim('data', {
    status: {
      conditions: [condition('FileSystemResizePending', 'True', '', '')],
    },
  }),
  'resize failed': persistentVolumeClaim('data', {
    status: {
      conditions: [
        condition('ControllerResizeError', 'True', '', 'quota exceeded'),
      ],
    },
  }),
  'resize infeasible': persistentVolumeClaim('data', {
    status: {
      allocatedResourceStatuses: { storage: 'ControllerResizeInfeasible' },
    },
  }),
  'without status': persistentVolumeClaim('data', { status: undefined }),
} as const;

/** One Node for every condition that it is found in. */
export const nodeConditions = {
  ready: node('node-1'),
  cordoned: node('node-1', { spec: { unschedulable: true } }),
  'not ready': node('node-1', {
    status: {
      conditions: [
        condition(
          'Ready',
          'False',
          'KubeletNotReady',
          'container runtime is down',
        ),
      ],
    },
  }),
  'not reporting': node('node-1', {
    spec: { unschedulable: true },
    status: {
      conditions: [
        condition(
          'Ready',
          'Unknown',
          'NodeStatusUnknown',
          'Kubelet stopped posting node status.',
        ),
      ],
    },
  }),
  'under memory and disk pressure': node('node-1', {
    status: {
      conditions: [
        condition('MemoryPressure', 'True', 'KubeletHasInsufficientMemory', ''),
        condition('DiskPressure', 'True', 'KubeletHasDiskPressure', ''),
        condition('Ready', 'True', 'KubeletReady', ''),
      ],
    },
  }),
  'reported by the node problem detector': node('node-1', {
    status: {
      conditions: [
        condition('ReadonlyFilesystem', 'True', 'FilesystemIsReadOnly', ''),
        condition('Ready', 'True', 'KubeletReady', ''),
      ],
    },
  }),
  'without conditions': node('node-1', { status: { conditions: undefined } }),
} as const;

/** One Namespace for every condition that it is found in. */
export const namespaceConditions = {
  active: namespace('shop'),
  terminating: namespace('shop', {
    metadata: { deletionTimestamp: timeAgo(10_000) },
    status: { phase: 'Terminating' },
  }),
  'terminating, kept by content': namespace('shop', {
    metadata: { deletionTimestamp: timeAgo(20 * MINUTE_MS) },
    status: {
      phase: 'Terminating',
      conditions: [
        condition(
          'NamespaceContentRemaining',
          'True',
          'SomeResourcesRemain',
          'pods. has 2 resource instances',
        ),
        condition(
          'NamespaceDeletionContentFailure',
          'False',
          'ContentDeleted',
          'All content successfully deleted',
        ),
      ],
    },
  }),
  'terminating without a time': namespace('shop', {
    status: { phase: 'Terminating' },
  }),
} as const;

/** Objects of kinds without a rule of their own, one for every convention about conditions. */
export const otherConditions = {
  'without state': object('v1', 'ConfigMap', 'a'),
  ready: custom([condition('Ready', 'True', 'Succeeded', 'Applied')]),
  'not ready': custom([condition('Ready', 'False', 'Failed', 'No such chart')]),
  'not known yet': custom([condition('Ready', 'Unknown', '', '')]),
  stalled: custom([
    condition('Ready', 'False', 'Failed', 'x'),
    condition('Stalled', 'True', 'RetryExhausted', 'Gave up after 5 tries'),
  ]),
  degraded: custom([condition('Degraded', 'True', 'Slow', 'One of 3 is slow')]),
  reconciling: custom([
    condition('Ready', 'Unknown', '', ''),
    condition('Reconciling', 'True', 'Progressing', 'Applying revision 7'),
  ]),
  suspended: custom([condition('Ready', 'True', '', '')], {
    spec: { suspend: true },
  }),
  'not yet observed': custom([condition('Ready', 'True', '', '')], {
    metadata: { generation: 4 },
    status: { observedGeneration: 3 },
  }),
  'failed by phase': custom([], { status: { phase: 'Failed' } }),
  'pending by phase': custom([], { status: { phase: 'Pending' } }),
  'API service not available': object(
    'apiregistration.k8s.io/v1',
    'APIService',
    'v1beta1.metrics.k8s.io',
    {
      status: {
        conditions: [
          condition(
            'Available',
            'False',
            'MissingEndpoints',
            'endpoints for service/metrics-server have no addresses',
          ),
        ],
      },
    },
  ),
  'a Service of another group': namespacedObject(
    'serving.knative.dev/v1',
    'Service',
    'a',
    {
      spec: { type: 'LoadBalancer' },
      status: { conditions: [condition('Ready', 'True', '', '')] },
    },
  ),
  'deleted, waiting for a finalizer': custom([], {
    metadata: {
      deletionTimestamp: timeAgo(20 * MINUTE_MS),
      finalizers: ['finalizers.fluxcd.io'],
    },
  }),
} as const;

function custom(conditions: readonly Overrides[], overrides: Overrides = {}) {
  const base = namespacedObject(
    'kustomize.toolkit.fluxcd.io/v1',
    'Kustomization',
    'apps',
    overrides,
  );
  const status = { conditions, ...Object(base.status) };
  return { ...base, status };
}

function condition(
  type: string,
  status: string,
  reason: string,
  message: string,
): Overrides {
  return {
    type,
    status,
    reason,
    message,
    lastTransitionTime: timeAgo(20 * MINUTE_MS),
  };
}

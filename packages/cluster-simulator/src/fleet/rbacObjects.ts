import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ResourceId } from '../store/ClusterStore';

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update'];
const WORKLOADS = [
  rule(
    ['apps'],
    [
      'deployments',
      'deployments/scale',
      'replicasets',
      'replicasets/scale',
      'statefulsets',
      'statefulsets/scale',
      'daemonsets',
      'controllerrevisions',
    ],
  ),
  rule(['batch'], ['jobs', 'cronjobs']),
  rule(
    [''],
    [
      'pods',
      'services',
      'configmaps',
      'endpoints',
      'persistentvolumeclaims',
      'serviceaccounts',
      'replicationcontrollers',
    ],
  ),
  rule(['networking.k8s.io'], ['ingresses', 'networkpolicies']),
  rule(['autoscaling'], ['horizontalpodautoscalers']),
  rule(['policy'], ['poddisruptionbudgets']),
];
const OBSERVED = [
  rule(
    [''],
    [
      'pods/log',
      'pods/status',
      'events',
      'namespaces',
      'resourcequotas',
      'limitranges',
    ],
  ),
  rule(['discovery.k8s.io'], ['endpointslices']),
  rule(['metrics.k8s.io'], ['pods']),
  rule(['events.k8s.io'], ['events']),
];

/** Roles and bindings every cluster starts with, the usual ones of Kubernetes and those of the simulated users. */
export function rbacObjects(): readonly {
  readonly resource: ResourceId;
  readonly object: KubernetesObject;
}[] {
  const view = [...WORKLOADS, ...OBSERVED].map(each => ({
    ...each,
    verbs: READ,
  }));
  const edit = [
    ...view,
    ...WORKLOADS.map(each => ({ ...each, verbs: WRITE })),
    { ...rule([''], ['secrets']), verbs: [...READ, ...WRITE] },
    {
      ...rule(
        [''],
        ['pods/exec', 'pods/attach', 'pods/portforward', 'pods/eviction'],
      ),
      verbs: ['create', 'get'],
    },
  ];
  const admin = [
    ...edit,
    {
      ...rule(['rbac.authorization.k8s.io'], ['roles', 'rolebindings']),
      verbs: [...READ, ...WRITE],
    },
    {
      ...rule(['authorization.k8s.io'], ['localsubjectaccessreviews']),
      verbs: ['create'],
    },
  ];
  const clusterWide = {
    ...rule(
      [
        '',
        'storage.k8s.io',
        'scheduling.k8s.io',
        'coordination.k8s.io',
        'metrics.k8s.io',
      ],
      [
        'nodes',
        'persistentvolumes',
        'storageclasses',
        'priorityclasses',
        'leases',
      ],
    ),
    verbs: READ,
  };
  return [
    clusterRole('cluster-admin', [
      { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
      { nonResourceURLs: ['*'], verbs: ['*'] },
    ]),
    clusterRole('admin', admin),
    clusterRole('edit', edit),
    clusterRole('view', view),
    clusterRole('orrery-reader', [
      ...view,
      clusterWide,
      {
        apiGroups: ['rbac.authorization.k8s.io'],
        resources: ['*'],
        verbs: READ,
      },
      {
        apiGroups: ['networking.k8s.io'],
        resources: ['ingressclasses'],
        verbs: READ,
      },
      {
        apiGroups: ['authorization.k8s.io'],
        resources: ['subjectaccessreviews'],
        verbs: ['create'],
      },
      {
        apiGroups: ['authentication.k8s.io'],
        resources: ['tokenreviews'],
        verbs: ['create'],
      },
    ]),
    clusterRole('cluster-viewer', [clusterWide]),
    clusterRole('system:basic-user', [
      {
        apiGroups: ['authorization.k8s.io'],
        resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
        verbs: ['create'],
      },
      {
        apiGroups: ['authentication.k8s.io'],
        resources: ['selfsubjectreviews'],
        verbs: ['create'],
      },
    ]),
    clusterRole('system:discovery', [
      {
        nonResourceURLs: [
          '/api',
          '/api/*',
          '/apis',
          '/apis/*',
          '/healthz',
          '/livez',
          '/openapi',
          '/openapi/*',
          '/readyz',
          '/version',
          '/version/',
        ],
        verbs: ['get'],
      },
    ]),
    clusterRole('system:public-info-viewer', [
      {
        nonResourceURLs: [
          '/healthz',
          '/livez',
          '/readyz',
          '/version',
          '/version/',
        ],
        verbs: ['get'],
      },
    ]),
    clusterRole('system:node', [
      { ...rule([''], ['nodes', 'pods', 'services']), verbs: READ },
    ]),
    binding('cluster-admin', 'cluster-admin', [group('system:masters')]),
    binding('system:basic-user', 'system:basic-user', [
      group('system:authenticated'),
    ]),
    binding('system:discovery', 'system:discovery', [
      group('system:authenticated'),
    ]),
    binding('system:public-info-viewer', 'system:public-info-viewer', [
      group('system:authenticated'),
      group('system:unauthenticated'),
    ]),
    binding('orrery-reader', 'orrery-reader', [
      { kind: 'ServiceAccount', name: 'orrery-reader', namespace: 'platform' },
    ]),
    binding('viewers', 'view', [user('viewer'), group('viewers')]),
    binding('viewers-cluster', 'cluster-viewer', [
      user('viewer'),
      group('viewers'),
    ]),
    {
      resource: 'serviceaccounts',
      object: {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'orrery-reader', namespace: 'platform' },
      },
    },
    {
      resource: 'rolebindings.rbac.authorization.k8s.io',
      object: {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: 'shop-editors', namespace: 'shop' },
        subjects: [user('jane'), group('shop-developers')],
        roleRef: roleRef('edit'),
      },
    },
  ];
}

function rule(apiGroups: readonly string[], resources: readonly string[]) {
  return { apiGroups, resources };
}

function clusterRole(name: string, rules: readonly object[]) {
  return {
    resource: 'clusterroles.rbac.authorization.k8s.io',
    object: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: {
        name,
        labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' },
      },
      rules,
    },
  };
}

function binding(name: string, role: string, subjects: readonly object[]) {
  return {
    resource: 'clusterrolebindings.rbac.authorization.k8s.io',
    object: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name },
      subjects,
      roleRef: roleRef(role),
    },
  };
}

function roleRef(name: string) {
  return { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name };
}

function user(name: string) {
  return { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name };
}

function group(name: string) {
  return { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name };
}

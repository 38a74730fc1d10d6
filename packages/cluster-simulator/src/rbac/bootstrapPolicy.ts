import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ResourceId } from '../store/ClusterStore';

const coreResources = [
  'configmaps',
  'endpoints',
  'events',
  'limitranges',
  'persistentvolumeclaims',
  'pods',
  'pods/log',
  'pods/status',
  'podtemplates',
  'replicationcontrollers',
  'replicationcontrollers/scale',
  'resourcequotas',
  'serviceaccounts',
  'services',
];

const workloadGroups = [
  'apps',
  'autoscaling',
  'batch',
  'discovery.k8s.io',
  'events.k8s.io',
  'networking.k8s.io',
  'policy',
];

const read = ['get', 'list', 'watch'];

const write = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

const publicPaths = ['/healthz', '/livez', '/readyz', '/version', '/version/'];

const discoveryPaths = [
  '/api',
  '/api/*',
  '/apis',
  '/apis/*',
  '/openapi',
  '/openapi/*',
  ...publicPaths,
];

const clusterGroups = [
  'storage.k8s.io',
  'scheduling.k8s.io',
  'node.k8s.io',
  'coordination.k8s.io',
  'rbac.authorization.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
];

const viewRules: readonly object[] = [
  { apiGroups: [''], resources: [...coreResources, 'namespaces'], verbs: read },
  { apiGroups: workloadGroups, resources: ['*'], verbs: read },
  {
    apiGroups: ['metrics.k8s.io'],
    resources: ['pods'],
    verbs: ['get', 'list'],
  },
];

const writeRules: readonly object[] = [
  ...viewRules,
  {
    apiGroups: [''],
    resources: [
      ...coreResources,
      'secrets',
      'pods/attach',
      'pods/exec',
      'pods/portforward',
      'pods/eviction',
    ],
    verbs: write,
  },
  { apiGroups: workloadGroups, resources: ['*'], verbs: write },
];

interface BootstrapObject {
  readonly resource: ResourceId;
  readonly object: KubernetesObject;
}

/** The roles and bindings that every cluster starts with, and `orrery:viewer`, which may read all but secrets. */
export function bootstrapPolicy(): readonly BootstrapObject[] {
  return [
    role('cluster-admin', [
      { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
      { nonResourceURLs: ['*'], verbs: ['*'] },
    ]),
    role('admin', [
      ...writeRules,
      {
        apiGroups: ['rbac.authorization.k8s.io'],
        resources: ['roles', 'rolebindings'],
        verbs: write,
      },
    ]),
    role('edit', writeRules),
    role('view', viewRules),
    role('system:discovery', [
      { nonResourceURLs: discoveryPaths, verbs: ['get'] },
    ]),
    role('system:public-info-viewer', [
      { nonResourceURLs: publicPaths, verbs: ['get'] },
    ]),
    role('system:basic-user', [
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
    role('orrery:viewer', [
      ...viewRules,
      { apiGroups: clusterGroups, resources: ['*'], verbs: read },
      {
        apiGroups: [''],
        resources: ['nodes', 'namespaces', 'persistentvolumes'],
        verbs: read,
      },
      {
        apiGroups: ['metrics.k8s.io'],
        resources: ['nodes', 'pods'],
        verbs: ['get', 'list'],
      },
    ]),
    binding('cluster-admin', 'cluster-admin', 'system:masters'),
    binding('system:discovery', 'system:discovery', 'system:authenticated'),
    binding('system:basic-user', 'system:basic-user', 'system:authenticated'),
    binding(
      'system:public-info-viewer',
      'system:public-info-viewer',
      'system:authenticated',
      'system:unauthenticated',
    ),
    binding('orrery:viewer', 'orrery:viewer', 'orrery:viewers'),
  ];
}

function role(name: string, rules: readonly object[]): BootstrapObject {
  return {
    resource: 'clusterroles.rbac.authorization.k8s.io',
    object: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: bootstrapMetadata(name),
      rules,
    },
  };
}

function binding(
  name: string,
  roleName: string,
  ...groups: readonly string[]
): BootstrapObject {
  const apiGroup = 'rbac.authorization.k8s.io';
  return {
    resource: 'clusterrolebindings.rbac.authorization.k8s.io',
    object: {
      apiVersion: `${apiGroup}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: bootstrapMetadata(name),
      roleRef: { apiGroup, kind: 'ClusterRole', name: roleName },
      subjects: groups.map(group => ({ apiGroup, kind: 'Group', name: group })),
    },
  };
}

function bootstrapMetadata(name: string): KubernetesObject['metadata'] {
  return { name, labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } };
}

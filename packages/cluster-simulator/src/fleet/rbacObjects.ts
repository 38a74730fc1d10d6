import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ResourceId } from '../store/ClusterStore';

const READ = ['get', 'list', 'watch'];
const RBAC = 'rbac.authorization.k8s.io';

const CORE_READ = [
  'configmaps',
  'endpoints',
  'events',
  'limitranges',
  'namespaces',
  'nodes',
  'persistentvolumeclaims',
  'persistentvolumes',
  'pods',
  'pods/log',
  'replicationcontrollers',
  'resourcequotas',
  'serviceaccounts',
  'services',
];

const GROUPS = [
  'apps',
  'autoscaling',
  'batch',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'metrics.k8s.io',
  'networking.k8s.io',
  'policy',
  RBAC,
  'scheduling.k8s.io',
  'storage.k8s.io',
];

/**
 * The people and programs of the fleet besides administrator and viewer: `orrery-reader`, which reads everything but
 * secrets and may ask what others may do, and the developers of the shop, who edit their namespace alone.
 */
export function rbacObjects(): readonly {
  readonly resource: ResourceId;
  readonly object: KubernetesObject;
}[] {
  return [
    {
      resource: 'serviceaccounts',
      object: {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'orrery-reader', namespace: 'platform' },
      },
    },
    {
      resource: `clusterroles.${RBAC}`,
      object: {
        apiVersion: `${RBAC}/v1`,
        kind: 'ClusterRole',
        metadata: { name: 'orrery-reader' },
        rules: [
          { apiGroups: [''], resources: CORE_READ, verbs: READ },
          { apiGroups: GROUPS, resources: ['*'], verbs: READ },
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
        ],
      },
    },
    {
      resource: `clusterrolebindings.${RBAC}`,
      object: {
        apiVersion: `${RBAC}/v1`,
        kind: 'ClusterRoleBinding',
        metadata: { name: 'orrery-reader' },
        roleRef: roleRef('orrery-reader'),
        subjects: [
          {
            kind: 'ServiceAccount',
            name: 'orrery-reader',
            namespace: 'platform',
          },
        ],
      },
    },
    {
      resource: `rolebindings.${RBAC}`,
      object: {
        apiVersion: `${RBAC}/v1`,
        kind: 'RoleBinding',
        metadata: { name: 'shop-editors', namespace: 'shop' },
        roleRef: roleRef('edit'),
        subjects: [
          { apiGroup: RBAC, kind: 'User', name: 'jane' },
          { apiGroup: RBAC, kind: 'Group', name: 'shop-developers' },
        ],
      },
    },
  ];
}

function roleRef(name: string) {
  return { apiGroup: RBAC, kind: 'ClusterRole', name };
}

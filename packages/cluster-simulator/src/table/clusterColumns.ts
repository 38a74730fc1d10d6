import type { KubernetesObject } from '@orrery/kubernetes-model';
import {
  numberAt,
  objectAt,
  objectsAt,
  stringAt,
  valueAt,
} from '../json/readJson';
import {
  ageColumn,
  ageOf,
  booleanAt,
  countAt,
  lengthAt,
  nameColumn,
  namesOf,
  none,
  sizeAt,
  textAt,
} from './cells';
import { column, TableColumn, wideColumn } from './TableColumn';

/** Columns of nodes, events, configuration and access, by storage id. Source: printers.go of k8s.io/kubernetes. */
export const clusterColumns: Readonly<Record<string, readonly TableColumn[]>> =
  {
    nodes: [
      nameColumn,
      column('Status', nodeStatusOf),
      column('Roles', nodeRolesOf),
      ageColumn,
      column('Version', textAt('status', 'nodeInfo', 'kubeletVersion')),
      wideColumn('Internal-IP', object => addressOf(object, 'InternalIP')),
      wideColumn('External-IP', object => addressOf(object, 'ExternalIP')),
      wideColumn('OS-Image', textAt('status', 'nodeInfo', 'osImage')),
      wideColumn(
        'Kernel-Version',
        textAt('status', 'nodeInfo', 'kernelVersion'),
      ),
      wideColumn(
        'Container-Runtime',
        textAt('status', 'nodeInfo', 'containerRuntimeVersion'),
      ),
    ],
    namespaces: [
      nameColumn,
      column('Status', textAt('status', 'phase')),
      ageColumn,
    ],
    'customresourcedefinitions.apiextensions.k8s.io': [
      nameColumn,
      column('Created At', textAt('metadata', 'creationTimestamp')),
    ],
    events: [
      column('Last Seen', (object, nowMs) => ageOf(lastSeenOf(object), nowMs)),
      column('Type', textAt('type')),
      column('Reason', textAt('reason')),
      column('Object', object => {
        const { kind, name } = objectAt(object, 'involvedObject');
        return `${String(kind).toLowerCase()}/${String(name)}`;
      }),
      wideColumn('Subobject', object =>
        stringAt(object, 'involvedObject', 'fieldPath'),
      ),
      wideColumn('Source', object =>
        [
          stringAt(object, 'source', 'component') ||
            stringAt(object, 'reportingComponent'),
          stringAt(object, 'source', 'host'),
        ]
          .filter(part => part !== '')
          .join(', '),
      ),
      column('Message', object => stringAt(object, 'message').trim()),
      wideColumn('First Seen', (object, nowMs) =>
        ageOf(
          stringAt(object, 'firstTimestamp') || stringAt(object, 'eventTime'),
          nowMs,
        ),
      ),
      wideColumn('Count', object => String(numberAt(object, 'count') ?? 1)),
      { ...wideColumn('Name', object => object.metadata.name), format: 'name' },
    ],
    secrets: [
      nameColumn,
      column('Type', textAt('type')),
      column('Data', sizeAt('data'), 'integer'),
      ageColumn,
    ],
    configmaps: [
      nameColumn,
      column('Data', sizeAt('data', 'binaryData'), 'integer'),
      ageColumn,
    ],
    serviceaccounts: [
      nameColumn,
      column('Secrets', lengthAt('secrets'), 'integer'),
      ageColumn,
    ],
    'horizontalpodautoscalers.autoscaling': [
      nameColumn,
      column('Reference', object => {
        const { kind, name } = objectAt(object, 'spec', 'scaleTargetRef');
        return `${String(kind)}/${String(name)}`;
      }),
      column('Targets', targetsOf),
      column('MinPods', object =>
        String(numberAt(object, 'spec', 'minReplicas') ?? '<unset>'),
      ),
      column('MaxPods', countAt('spec', 'maxReplicas'), 'integer'),
      column('Replicas', countAt('status', 'currentReplicas'), 'integer'),
      ageColumn,
    ],
    'poddisruptionbudgets.policy': [
      nameColumn,
      column('Min Available', object =>
        String(valueAt(object, 'spec', 'minAvailable') ?? 'N/A'),
      ),
      column('Max Unavailable', object =>
        String(valueAt(object, 'spec', 'maxUnavailable') ?? 'N/A'),
      ),
      column(
        'Allowed Disruptions',
        countAt('status', 'disruptionsAllowed'),
        'integer',
      ),
      ageColumn,
    ],
    'rolebindings.rbac.authorization.k8s.io': bindingColumns(),
    'clusterrolebindings.rbac.authorization.k8s.io': bindingColumns(),
    'clusterroles.rbac.authorization.k8s.io': [nameColumn, createdAtColumn()],
    'roles.rbac.authorization.k8s.io': [nameColumn, createdAtColumn()],
    'leases.coordination.k8s.io': [
      nameColumn,
      column('Holder', textAt('spec', 'holderIdentity')),
      ageColumn,
    ],
    'priorityclasses.scheduling.k8s.io': [
      nameColumn,
      column('Value', countAt('value'), 'integer'),
      column('Global-Default', booleanAt('globalDefault'), 'boolean'),
      ageColumn,
      column(
        'PreemptionPolicy',
        object =>
          stringAt(object, 'preemptionPolicy') || 'PreemptLowerPriority',
      ),
    ],
    resourcequotas: [
      nameColumn,
      ageColumn,
      column('Request', object =>
        quotaOf(object, name => !name.startsWith('limits.')),
      ),
      column('Limit', object =>
        quotaOf(object, name => name.startsWith('limits.')),
      ),
    ],
    'controllerrevisions.apps': [
      nameColumn,
      column('Controller', object => {
        const owner = object.metadata.ownerReferences?.find(
          ({ controller }) => controller,
        );
        return owner
          ? `${owner.kind.toLowerCase()}.${owner.apiVersion.split('/')[0]}/${
              owner.name
            }`
          : none;
      }),
      column('Revision', countAt('revision'), 'integer'),
      ageColumn,
    ],
    'certificatesigningrequests.certificates.k8s.io': [
      nameColumn,
      ageColumn,
      column('SignerName', textAt('spec', 'signerName')),
      column('Requestor', textAt('spec', 'username')),
      column('RequestedDuration', object =>
        String(numberAt(object, 'spec', 'expirationSeconds') ?? none),
      ),
      column('Condition', object =>
        namesOf(objectsAt(object, 'status', 'conditions'), 'type').replace(
          none,
          'Pending',
        ),
      ),
    ],
  };

function bindingColumns(): readonly TableColumn[] {
  const subjects = (kind: string) => (object: KubernetesObject) =>
    objectsAt(object, 'subjects')
      .filter(subject => subject.kind === kind)
      .map(subject =>
        kind === 'ServiceAccount'
          ? `${stringAt(subject, 'namespace')}/${stringAt(subject, 'name')}`
          : stringAt(subject, 'name'),
      )
      .join(', ');
  return [
    nameColumn,
    column(
      'Role',
      object =>
        `${stringAt(object, 'roleRef', 'kind')}/${stringAt(
          object,
          'roleRef',
          'name',
        )}`,
    ),
    ageColumn,
    wideColumn('Users', subjects('User')),
    wideColumn('Groups', subjects('Group')),
    wideColumn('ServiceAccounts', subjects('ServiceAccount')),
  ];
}

function createdAtColumn(): TableColumn {
  return column(
    'Created At',
    object => object.metadata.creationTimestamp ?? '',
  );
}

function nodeStatusOf(node: KubernetesObject): string {
  const ready = objectsAt(node, 'status', 'conditions').find(
    ({ type }) => type === 'Ready',
  );
  const readyState = ready?.status === 'True' ? 'Ready' : 'NotReady';
  const state = ready ? readyState : 'Unknown';
  return valueAt(node, 'spec', 'unschedulable') === true
    ? `${state},SchedulingDisabled`
    : state;
}

function nodeRolesOf({ metadata }: KubernetesObject): string {
  const prefix = 'node-role.kubernetes.io/';
  const roles = Object.entries(metadata.labels ?? {}).flatMap(
    ([key, value]) => {
      if (key.startsWith(prefix) && key.length > prefix.length)
        return [key.slice(prefix.length)];
      return key === 'kubernetes.io/role' && value ? [value] : [];
    },
  );
  return [...new Set(roles)].sort().join(',') || none;
}

function addressOf(node: KubernetesObject, type: string): string {
  const address = objectsAt(node, 'status', 'addresses').find(
    entry => entry.type === type,
  );
  return stringAt(address, 'address') || none;
}

function lastSeenOf(event: KubernetesObject): string {
  return (
    stringAt(event, 'series', 'lastObservedTime') ||
    stringAt(event, 'lastTimestamp') ||
    stringAt(event, 'eventTime') ||
    stringAt(event, 'firstTimestamp')
  );
}

function targetsOf(autoscaler: KubernetesObject): string {
  const current = objectsAt(autoscaler, 'status', 'currentMetrics');
  const targets = objectsAt(autoscaler, 'spec', 'metrics').map(
    (metric, index) => {
      const name = stringAt(metric, 'resource', 'name');
      const wanted = numberAt(
        metric,
        'resource',
        'target',
        'averageUtilization',
      );
      const seen = numberAt(
        current[index],
        'resource',
        'current',
        'averageUtilization',
      );
      const value = seen === undefined ? '<unknown>' : `${seen}%`;
      return wanted === undefined
        ? `${name || String(metric.type)}: ${value}`
        : `${name}: ${value}/${wanted}%`;
    },
  );
  return targets.join(', ') || none;
}

function quotaOf(
  quota: KubernetesObject,
  includes: (name: string) => boolean,
): string {
  const used = objectAt(quota, 'status', 'used');
  return Object.entries(objectAt(quota, 'spec', 'hard'))
    .filter(([name]) => includes(name))
    .map(
      ([name, hard]) => `${name}: ${String(used[name] ?? 0)}/${String(hard)}`,
    )
    .join(', ');
}

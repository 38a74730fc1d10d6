import { builtInKinds, ResourceKind } from '@orrery/kubernetes-model';
import { resourceIdOf } from '../store/resourceNameOf';
import {
  coreEventConversion,
  horizontalPodAutoscalerConversion,
} from './conversions';
import {
  allVerbs,
  ResourceDefinition,
  Subresource,
} from './ResourceDefinition';

const eventFields = [
  'kind',
  'namespace',
  'name',
  'uid',
  'apiVersion',
  'resourceVersion',
  'fieldPath',
].map(field => `involvedObject.${field}`);

const readWrite = ['get', 'patch', 'update'];

const corePod = { group: '', version: 'v1' };

const schemaNames: Readonly<Record<string, string>> = {
  events: 'core.v1.Event',
  'events.events.k8s.io': 'events.v1.Event',
};

/** Source: `ToSelectableFields` of each registry in k8s.io/kubernetes. */
const selectableFields: Readonly<Record<string, readonly string[]>> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.podIPs',
    'status.nominatedNodeName',
  ],
  events: [...eventFields, 'reason', 'reportingComponent', 'source', 'type'],
  'events.events.k8s.io': [
    'reason',
    'reportingController',
    'type',
    'regarding.name',
    'regarding.uid',
  ],
  secrets: ['type'],
  namespaces: ['status.phase'],
  nodes: ['spec.unschedulable'],
  'replicasets.apps': ['status.replicas'],
  replicationcontrollers: ['status.replicas'],
  'jobs.batch': ['status.successful'],
  'certificatesigningrequests.certificates.k8s.io': ['spec.signerName'],
};

const podSubresources: readonly Subresource[] = [
  {
    ...corePod,
    name: 'attach',
    kind: 'PodAttachOptions',
    verbs: ['create', 'get'],
  },
  { ...corePod, name: 'binding', kind: 'Binding', verbs: ['create'] },
  { ...corePod, name: 'ephemeralcontainers', kind: 'Pod', verbs: readWrite },
  {
    name: 'eviction',
    group: 'policy',
    version: 'v1',
    kind: 'Eviction',
    verbs: ['create'],
  },
  {
    ...corePod,
    name: 'exec',
    kind: 'PodExecOptions',
    verbs: ['create', 'get'],
  },
  { ...corePod, name: 'log', kind: 'Pod', verbs: ['get'] },
  {
    ...corePod,
    name: 'portforward',
    kind: 'PodPortForwardOptions',
    verbs: ['create', 'get'],
  },
];

const olderVersions: readonly ResourceDefinition[] = [
  {
    group: 'autoscaling',
    version: 'v1',
    plural: 'horizontalpodautoscalers',
    singular: 'horizontalpodautoscaler',
    kind: 'HorizontalPodAutoscaler',
    namespaced: true,
    shortNames: ['hpa'],
    categories: ['all'],
    verbs: allVerbs,
    storage: 'horizontalpodautoscalers.autoscaling',
    schema: 'v1.HorizontalPodAutoscaler',
    fields: [],
    subresources: [
      {
        name: 'status',
        group: 'autoscaling',
        version: 'v1',
        kind: 'HorizontalPodAutoscaler',
        verbs: readWrite,
      },
    ],
    conversion: horizontalPodAutoscalerConversion,
  },
];

const metrics: readonly ResourceDefinition[] = [
  virtualKind(
    'metrics',
    'metrics.k8s.io',
    'v1beta1',
    'NodeMetrics',
    'nodes',
    false,
    ['get', 'list'],
  ),
  virtualKind(
    'metrics',
    'metrics.k8s.io',
    'v1beta1',
    'PodMetrics',
    'pods',
    true,
    ['get', 'list'],
  ),
];

const reviews: readonly ResourceDefinition[] = [
  review('authentication.k8s.io', 'SelfSubjectReview'),
  review('authentication.k8s.io', 'TokenReview'),
  review('authorization.k8s.io', 'LocalSubjectAccessReview', true),
  review('authorization.k8s.io', 'SelfSubjectAccessReview'),
  review('authorization.k8s.io', 'SelfSubjectRulesReview'),
  review('authorization.k8s.io', 'SubjectAccessReview'),
];

/** What the simulator serves from the start. */
export function builtInResources(): readonly ResourceDefinition[] {
  const stored = builtInKinds
    .filter(
      kind =>
        kind.group !== 'metrics.k8s.io' && kind.kind !== 'ComponentStatus',
    )
    .map(toDefinition);
  return [...stored, ...olderVersions, ...metrics, ...reviews];
}

function toDefinition(kind: ResourceKind): ResourceDefinition {
  const id = resourceIdOf(kind);
  return {
    ...kind,
    verbs: allVerbs,
    storage: id === 'events.events.k8s.io' ? 'events' : id,
    schema: schemaNames[id] ?? `${kind.version}.${kind.kind}`,
    fields: selectableFields[id] ?? [],
    subresources: subresourcesOf(kind, id),
    ...(id === 'events.events.k8s.io'
      ? { conversion: coreEventConversion }
      : {}),
  };
}

const withStatus: ReadonlySet<string> = new Set([
  'pods',
  'services',
  'nodes',
  'namespaces',
  'persistentvolumes',
  'persistentvolumeclaims',
  'replicationcontrollers',
  'resourcequotas',
  'deployments.apps',
  'statefulsets.apps',
  'daemonsets.apps',
  'replicasets.apps',
  'jobs.batch',
  'cronjobs.batch',
  'horizontalpodautoscalers.autoscaling',
  'ingresses.networking.k8s.io',
  'poddisruptionbudgets.policy',
  'customresourcedefinitions.apiextensions.k8s.io',
  'apiservices.apiregistration.k8s.io',
  'certificatesigningrequests.certificates.k8s.io',
  'volumeattachments.storage.k8s.io',
  'servicecidrs.networking.k8s.io',
  'resourceclaims.resource.k8s.io',
  'flowschemas.flowcontrol.apiserver.k8s.io',
  'prioritylevelconfigurations.flowcontrol.apiserver.k8s.io',
  'validatingadmissionpolicies.admissionregistration.k8s.io',
]);

const withScale: ReadonlySet<string> = new Set([
  'deployments.apps',
  'statefulsets.apps',
  'replicasets.apps',
  'replicationcontrollers',
]);

function subresourcesOf(
  kind: ResourceKind,
  id: string,
): readonly Subresource[] {
  const own = { group: kind.group, version: kind.version, kind: kind.kind };
  const subresources: Subresource[] = [];
  if (withStatus.has(id))
    subresources.push({ ...own, name: 'status', verbs: readWrite });
  if (withScale.has(id)) {
    subresources.push({
      name: 'scale',
      group: 'autoscaling',
      version: 'v1',
      kind: 'Scale',
      verbs: readWrite,
    });
  }
  if (id === 'pods') subresources.push(...podSubresources);
  if (id === 'certificatesigningrequests.certificates.k8s.io')
    subresources.push({ ...own, name: 'approval', verbs: readWrite });
  if (id === 'namespaces')
    subresources.push({ ...own, name: 'finalize', verbs: ['update'] });
  if (id === 'serviceaccounts') {
    subresources.push({
      name: 'token',
      group: 'authentication.k8s.io',
      version: 'v1',
      kind: 'TokenRequest',
      verbs: ['create'],
    });
  }
  return subresources;
}

function review(
  group: string,
  kind: string,
  namespaced = false,
): ResourceDefinition {
  const plural = `${kind.toLowerCase()}s`;
  return virtualKind('review', group, 'v1', kind, plural, namespaced, [
    'create',
  ]);
}

function virtualKind(
  virtual: 'review' | 'metrics',
  group: string,
  version: string,
  kind: string,
  plural: string,
  namespaced: boolean,
  verbs: readonly string[],
): ResourceDefinition {
  return {
    group,
    version,
    plural,
    singular: virtual === 'metrics' ? '' : kind.toLowerCase(),
    kind,
    namespaced,
    shortNames: [],
    categories: [],
    verbs,
    storage: resourceIdOf({ plural, group }),
    schema: `${version}.${kind}`,
    fields: [],
    subresources: [],
    virtual,
  };
}

import type { ResourceKind } from './ResourceKind';

interface KindOptions {
  readonly cluster?: true;
  readonly short?: readonly string[];
  /** `all` is what `kubectl get all` shows. */
  readonly categories?: readonly string[];
  readonly selects?: string;
  readonly selectorForm?: 'map';
  readonly plural?: string;
}

const ALL = ['all'];
const SELECTS_PODS = { selects: 'spec.selector' };
const SELECTS_BY_MAP = {
  selects: 'spec.selector',
  selectorForm: 'map',
} as const;

/**
 * The kinds that a Kubernetes API server (1.29–1.35) serves itself, plus those of metrics-server, in the version to
 * prefer. Source: discovery of the API server (`kubectl api-resources -o wide`). Kinds that are only posted, never
 * stored (reviews, bindings, evictions), are left out, as are deprecated ones that nothing stores any more.
 */
export const builtInKinds: readonly ResourceKind[] = [
  // Core comes first: an ambiguous name (`events`) means the core kind, as in kubectl.
  ...kindsOf('', 'v1', {
    Pod: { short: ['po'], categories: ALL },
    Service: { short: ['svc'], categories: ALL, ...SELECTS_BY_MAP },
    ReplicationController: {
      short: ['rc'],
      categories: ALL,
      ...SELECTS_BY_MAP,
    },
    Node: { cluster: true, short: ['no'] },
    Namespace: { cluster: true, short: ['ns'] },
    ConfigMap: { short: ['cm'] },
    Secret: {},
    ServiceAccount: { short: ['sa'] },
    Event: { short: ['ev'] },
    Endpoints: { short: ['ep'], plural: 'endpoints' },
    PersistentVolume: { cluster: true, short: ['pv'] },
    PersistentVolumeClaim: { short: ['pvc'] },
    LimitRange: { short: ['limits'] },
    ResourceQuota: { short: ['quota'] },
    PodTemplate: {},
    ComponentStatus: {
      cluster: true,
      short: ['cs'],
      plural: 'componentstatuses',
    },
  }),
  ...kindsOf('apps', 'v1', {
    Deployment: { short: ['deploy'], categories: ALL, ...SELECTS_PODS },
    StatefulSet: { short: ['sts'], categories: ALL, ...SELECTS_PODS },
    DaemonSet: { short: ['ds'], categories: ALL, ...SELECTS_PODS },
    ReplicaSet: { short: ['rs'], categories: ALL, ...SELECTS_PODS },
    ControllerRevision: {},
  }),
  ...kindsOf('batch', 'v1', {
    Job: { categories: ALL, ...SELECTS_PODS },
    CronJob: { short: ['cj'], categories: ALL },
  }),
  ...kindsOf('autoscaling', 'v2', {
    HorizontalPodAutoscaler: { short: ['hpa'], categories: ALL },
  }),
  ...kindsOf('policy', 'v1', {
    PodDisruptionBudget: { short: ['pdb'], ...SELECTS_PODS },
  }),
  ...kindsOf('networking.k8s.io', 'v1', {
    Ingress: { short: ['ing'], plural: 'ingresses' },
    IngressClass: { cluster: true, plural: 'ingressclasses' },
    NetworkPolicy: {
      short: ['netpol'],
      plural: 'networkpolicies',
      selects: 'spec.podSelector',
    },
    IPAddress: { cluster: true, short: ['ip'], plural: 'ipaddresses' },
    ServiceCIDR: { cluster: true },
  }),
  ...kindsOf('rbac.authorization.k8s.io', 'v1', {
    Role: {},
    RoleBinding: {},
    ClusterRole: { cluster: true },
    ClusterRoleBinding: { cluster: true },
  }),
  ...kindsOf('storage.k8s.io', 'v1', {
    StorageClass: { cluster: true, short: ['sc'], plural: 'storageclasses' },
    VolumeAttachment: { cluster: true },
    CSIDriver: { cluster: true },
    CSINode: { cluster: true },
    CSIStorageCapacity: { plural: 'csistoragecapacities' },
    VolumeAttributesClass: {
      cluster: true,
      short: ['vac'],
      plural: 'volumeattributesclasses',
    },
  }),
  ...kindsOf('coordination.k8s.io', 'v1', { Lease: {} }),
  ...kindsOf('discovery.k8s.io', 'v1', { EndpointSlice: {} }),
  ...kindsOf('events.k8s.io', 'v1', { Event: { short: ['ev'] } }),
  ...kindsOf('scheduling.k8s.io', 'v1', {
    PriorityClass: { cluster: true, short: ['pc'], plural: 'priorityclasses' },
  }),
  ...kindsOf('node.k8s.io', 'v1', {
    RuntimeClass: { cluster: true, plural: 'runtimeclasses' },
  }),
  ...kindsOf('admissionregistration.k8s.io', 'v1', {
    MutatingWebhookConfiguration: {
      cluster: true,
      categories: ['api-extensions'],
    },
    ValidatingWebhookConfiguration: {
      cluster: true,
      categories: ['api-extensions'],
    },
    ValidatingAdmissionPolicy: {
      cluster: true,
      categories: ['api-extensions'],
      plural: 'validatingadmissionpolicies',
    },
    ValidatingAdmissionPolicyBinding: {
      cluster: true,
      categories: ['api-extensions'],
    },
  }),
  ...kindsOf('apiextensions.k8s.io', 'v1', {
    CustomResourceDefinition: {
      cluster: true,
      short: ['crd', 'crds'],
      categories: ['api-extensions'],
    },
  }),
  ...kindsOf('apiregistration.k8s.io', 'v1', {
    APIService: { cluster: true, categories: ['api-extensions'] },
  }),
  ...kindsOf('certificates.k8s.io', 'v1', {
    CertificateSigningRequest: { cluster: true, short: ['csr'] },
  }),
  ...kindsOf('flowcontrol.apiserver.k8s.io', 'v1', {
    FlowSchema: { cluster: true },
    PriorityLevelConfiguration: { cluster: true },
  }),
  ...kindsOf('resource.k8s.io', 'v1', {
    ResourceClaim: {},
    ResourceClaimTemplate: {},
    ResourceSlice: { cluster: true },
    DeviceClass: { cluster: true, plural: 'deviceclasses' },
  }),
  // Served under the names of what they measure, so they stand last.
  ...kindsOf('metrics.k8s.io', 'v1beta1', {
    PodMetrics: { plural: 'pods' },
    NodeMetrics: { cluster: true, plural: 'nodes' },
  }),
];

function kindsOf(
  group: string,
  version: string,
  kinds: Readonly<Record<string, KindOptions>>,
): readonly ResourceKind[] {
  return Object.entries(kinds).map(([kind, options]) => {
    const singular = group === 'metrics.k8s.io' ? '' : kind.toLowerCase();
    return {
      group,
      version,
      plural: options.plural ?? `${kind.toLowerCase()}s`,
      singular,
      kind,
      namespaced: options.cluster !== true,
      shortNames: options.short ?? [],
      categories: options.categories ?? [],
      ...(options.selects ? { selectorPath: options.selects } : {}),
      ...(options.selectorForm ? { selectorForm: options.selectorForm } : {}),
    };
  });
}

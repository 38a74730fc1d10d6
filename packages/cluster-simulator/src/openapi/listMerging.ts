import type { FieldType, SchemaCatalog } from './SchemaCatalog';

const atomic: ListMerging = { kind: 'atomic' };

const atomicObjects: ReadonlySet<string> = new Set([
  'v1.LabelSelector',
  'v1.ObjectReference',
  'v1.LocalObjectReference',
  'v1.SecretKeySelector',
  'v1.ConfigMapKeySelector',
  'v1.ObjectFieldSelector',
  'v1.ResourceFieldSelector',
  'v1.NodeSelector',
  'v1.RoleRef',
  'v1.TypedLocalObjectReference',
]);

/** How a list merges: by key fields, as a set of scalars, or not at all (replaced whole). */
export type ListMerging =
  | { readonly kind: 'atomic' }
  | { readonly kind: 'set' }
  | { readonly kind: 'map'; readonly keys: readonly string[] };

/** A place in an object: the schema that holds the field, and the field's own type. */
export interface SchemaPlace {
  readonly owner: string;
  readonly field: string;
  readonly type: FieldType;
}

/** Merging under a strategic merge patch (`x-kubernetes-patch-merge-key`). */
export function patchMergingOf(place: SchemaPlace | undefined): ListMerging {
  const rule = ruleOf(place);
  if (!rule) return atomic;
  if (rule.set) return { kind: 'set' };
  return rule.patch ? { kind: 'map', keys: [rule.patch] } : atomic;
}

/** Merging under server-side apply (`x-kubernetes-list-type`, `x-kubernetes-list-map-keys`). */
export function applyMergingOf(place: SchemaPlace | undefined): ListMerging {
  if (place?.type.kind === 'list' && place.type.merging)
    return place.type.merging;
  const rule = ruleOf(place);
  if (!rule) return atomic;
  if (rule.set) return { kind: 'set' };
  const keys = rule.apply ?? (rule.patch ? [rule.patch] : []);
  return keys.length > 0 ? { kind: 'map', keys } : atomic;
}

/** The place of `field` below `place` (or below the list's items). */
export function placeBelow(
  catalog: SchemaCatalog,
  type: FieldType | undefined,
  field: string,
): SchemaPlace | undefined {
  if (type?.kind === 'map') return { owner: '', field, type: type.of };
  if (type?.kind === 'object') {
    const own = type.fields.get(field);
    return own && { owner: '', field, type: own.type };
  }
  if (type?.kind !== 'reference') return undefined;
  const found = catalog.find(type.schema)?.get(field);
  return found && { owner: type.schema, field, type: found.type };
}

export function itemTypeOf(
  place: SchemaPlace | undefined,
): FieldType | undefined {
  return place?.type.kind === 'list' ? place.type.of : undefined;
}

/** Fields of a type that apply owns and replaces whole (`x-kubernetes-map-type: atomic`). */
export function isAtomicObject(type: FieldType | undefined): boolean {
  return (
    (type?.kind === 'reference' && atomicObjects.has(type.schema)) ||
    (type?.kind === 'object' && type.isAtomic)
  );
}

interface MergeRule {
  readonly patch?: string;
  readonly apply?: readonly string[];
  readonly set?: true;
}
const byName: MergeRule = { patch: 'name' };
const byType: MergeRule = { patch: 'type' };
const byIp: MergeRule = { patch: 'ip' };

/** Source: patch tags and list-type markers of k8s.io/api. */
const rules: Readonly<Record<string, MergeRule>> = {
  'PodSpec.containers': byName,
  'PodSpec.initContainers': byName,
  'PodSpec.ephemeralContainers': byName,
  'PodSpec.volumes': byName,
  'PodSpec.imagePullSecrets': byName,
  'PodSpec.resourceClaims': byName,
  'PodSpec.hostAliases': byIp,
  'PodSpec.schedulingGates': byName,
  'PodSpec.topologySpreadConstraints': {
    patch: 'topologyKey',
    apply: ['topologyKey', 'whenUnsatisfiable'],
  },
  'PodStatus.podIPs': byIp,
  'PodStatus.hostIPs': byIp,
  'Container.env': byName,
  'Container.ports': {
    patch: 'containerPort',
    apply: ['containerPort', 'protocol'],
  },
  'Container.volumeMounts': { patch: 'mountPath' },
  'Container.volumeDevices': { patch: 'devicePath' },
  'EphemeralContainer.env': byName,
  'EphemeralContainer.ports': {
    patch: 'containerPort',
    apply: ['containerPort', 'protocol'],
  },
  'EphemeralContainer.volumeMounts': { patch: 'mountPath' },
  'ServiceSpec.ports': { patch: 'port', apply: ['port', 'protocol'] },
  'ServiceAccount.secrets': byName,
  'ServiceAccount.imagePullSecrets': byName,
  'NodeStatus.addresses': byType,
  'NodeSpec.podCIDRs': { set: true },
  'ObjectMeta.ownerReferences': { patch: 'uid' },
  'ObjectMeta.finalizers': { set: true },
  'CSINodeSpec.drivers': byName,
  'ResourceClaimStatus.reservedFor': { patch: 'uid' },
  'ValidatingAdmissionPolicySpec.matchConditions': byName,
  'ValidatingAdmissionPolicySpec.variables': byName,
  'ValidatingWebhook.matchConditions': byName,
  'MutatingWebhook.matchConditions': byName,
  'ContainerStatus.volumeMounts': { patch: 'mountPath' },
  'ContainerStatus.allocatedResourcesStatus': byName,
  'PodStatus.resourceClaimStatuses': byName,
  'EphemeralContainer.volumeDevices': { patch: 'devicePath' },
  'ValidatingWebhookConfiguration.webhooks': byName,
  'MutatingWebhookConfiguration.webhooks': byName,
};

function ruleOf(place: SchemaPlace | undefined): MergeRule | undefined {
  if (place?.type.kind !== 'list') return undefined;
  if (place.field === 'conditions' && place.owner.endsWith('Status'))
    return byType;
  return rules[
    `${place.owner.slice(place.owner.lastIndexOf('.') + 1)}.${place.field}`
  ];
}

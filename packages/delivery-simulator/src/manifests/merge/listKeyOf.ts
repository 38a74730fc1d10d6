import { groupOf, stringAt } from '@orrery/kubernetes-model';

/** The kind decides which lists are merged by key: custom kinds have none for clients that do not know them. */
export interface MergedKind {
  readonly apiVersion?: string;
  readonly kind?: string;
}

/** What tells the items of a list apart; the items of any other list are one value. */
export type ListKey = (item: unknown) => string | undefined;

/** Source: `patchMergeKey` in k8s.io/api; ports also by protocol, as server-side apply has it. */
const KEYS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    containers: ['name'],
    initContainers: ['name'],
    ephemeralContainers: ['name'],
    volumes: ['name'],
    env: ['name'],
    imagePullSecrets: ['name'],
    secrets: ['name'],
    webhooks: ['name'],
    resourceClaims: ['name'],
    volumeMounts: ['mountPath'],
    volumeDevices: ['devicePath'],
    hostAliases: ['ip'],
    topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
    conditions: ['type'],
    ownerReferences: ['uid'],
  }),
);
const SERVICE_PORTS = ['port', 'protocol'];
const CONTAINER_PORTS = ['containerPort', 'protocol'];

/** The key of the list called `field` in an object of that kind, or `undefined` when it is replaced as a whole. */
export function listKeyOf(
  kind: MergedKind,
  field: string,
): ListKey | undefined {
  if (!isBuiltIn(kind.apiVersion)) return undefined;
  const fields = field === 'ports' ? portKeyOf(kind.kind) : KEYS.get(field);
  return fields && (item => keyOf(item, fields));
}

function portKeyOf(kind: string | undefined): readonly string[] | undefined {
  if (kind === 'Service') return SERVICE_PORTS;
  return kind === 'NetworkPolicy' ? undefined : CONTAINER_PORTS;
}

function keyOf(item: unknown, fields: readonly string[]): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const record: Readonly<Record<string, unknown>> = { ...item };
  if (record[fields[0]] === undefined) return undefined;
  return fields
    .map(field =>
      field === 'protocol'
        ? stringAt(record, field) ?? 'TCP'
        : String(record[field]),
    )
    .join('/');
}

function isBuiltIn(apiVersion: string | undefined): boolean {
  const group = groupOf(apiVersion);
  return (
    ['', 'apps', 'batch', 'autoscaling', 'policy'].includes(group) ||
    /^(networking|rbac\.authorization|storage|admissionregistration|scheduling|apiextensions)\.k8s\.io$/.test(
      group,
    )
  );
}

import type { KubernetesObject } from '@orrery/kubernetes-model';
import { isJsonMap, type JsonMap } from '../../cluster/JsonMap';

/** The new name of an object of that kind which somebody knows by `name`; undefined when it has not changed. */
export type NameLookup = (kind: string, name: string) => string | undefined;

/** Fields that hold the name of another object. `parent.field` where the field alone says too little. */
const NAME_FIELDS: Readonly<Record<string, string>> = {
  'configMapRef.name': 'ConfigMap',
  'configMapKeyRef.name': 'ConfigMap',
  'configMap.name': 'ConfigMap',
  'secretRef.name': 'Secret',
  'secretKeyRef.name': 'Secret',
  'secret.name': 'Secret',
  'secret.secretName': 'Secret',
  'imagePullSecrets.name': 'Secret',
  'tls.secretName': 'Secret',
  'persistentVolumeClaim.claimName': 'PersistentVolumeClaim',
  serviceAccountName: 'ServiceAccount',
  serviceAccount: 'ServiceAccount',
  'spec.serviceName': 'Service',
  'service.name': 'Service',
  priorityClassName: 'PriorityClass',
};
/** Objects `{kind, name}`. */
const TYPED_REFERENCES = [
  'scaleTargetRef',
  'roleRef',
  'subjects',
  'targetRef',
  'workloadRef',
];

/** The object with the names of others replaced, as kustomize's name reference transformer does. Cost: one walk. */
export function renameReferences(
  object: KubernetesObject,
  lookup: NameLookup,
): KubernetesObject {
  const { metadata, ...rest } = object;
  return { ...renameIn(rest, '', lookup), metadata };
}

function renameIn(map: JsonMap, parent: string, lookup: NameLookup): JsonMap {
  const renamed: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(map)) {
    renamed[field] = renameValue(map, parent, field, value, lookup);
  }
  return renamed;
}

function renameValue(
  map: JsonMap,
  parent: string,
  field: string,
  value: unknown,
  lookup: NameLookup,
): unknown {
  if (typeof value === 'string') {
    const kind = kindNamedBy(map, parent, field);
    return (kind && lookup(kind, value)) || value;
  }
  if (Array.isArray(value)) {
    return value.map(item =>
      isJsonMap(item) ? renameIn(item, field, lookup) : item,
    );
  }
  return isJsonMap(value) ? renameIn(value, field, lookup) : value;
}

function kindNamedBy(
  map: JsonMap,
  parent: string,
  field: string,
): string | undefined {
  if (field === 'name' && TYPED_REFERENCES.includes(parent)) {
    return typeof map.kind === 'string' ? map.kind : undefined;
  }
  const name = [`${parent}.${field}`, field].find(each =>
    Object.hasOwn(NAME_FIELDS, each),
  );
  return name && NAME_FIELDS[name];
}

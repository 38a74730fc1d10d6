import type { Container, Pod } from '../controllers/kinds/Pod';
import type { TypedStore } from '../controllers/TypedStore';
import { objectsAt, stringAt, valueAt } from '../json/readJson';

/** The variables that a container starts with: those of every container, of the cluster, and of its spec with references resolved. */
export function containerEnvironment(
  pod: Pod,
  container: Container,
  store: TypedStore,
): ReadonlyMap<string, string> {
  const variables = new Map([
    ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    ['HOSTNAME', pod.metadata.name],
    ['HOME', '/root'],
    ['KUBERNETES_SERVICE_HOST', '10.96.0.1'],
    ['KUBERNETES_SERVICE_PORT', '443'],
    ['KUBERNETES_PORT', 'tcp://10.96.0.1:443'],
  ]);
  for (const entry of objectsAt(container, 'env')) {
    const value =
      typeof entry.value === 'string'
        ? entry.value
        : referenced(pod, entry, store);
    if (value !== undefined) variables.set(String(entry.name), value);
  }
  return variables;
}

function referenced(
  pod: Pod,
  entry: object,
  store: TypedStore,
): string | undefined {
  const { namespace, name } = pod.metadata;
  const key = (kind: string) => stringAt(entry, 'valueFrom', kind, 'key');
  const source = (kind: string) => stringAt(entry, 'valueFrom', kind, 'name');
  const config = source('configMapKeyRef');
  if (config) {
    const found = store.raw.get('configmaps', namespace, config);
    return stringAt(found, 'data', key('configMapKeyRef')) || undefined;
  }
  const secret = source('secretKeyRef');
  if (secret) {
    const found = store.raw.get('secrets', namespace, secret);
    const encoded = stringAt(found, 'data', key('secretKeyRef'));
    return encoded && Buffer.from(encoded, 'base64').toString('utf8');
  }
  const field = stringAt(entry, 'valueFrom', 'fieldRef', 'fieldPath');
  if (!field) return undefined;
  if (field === 'metadata.name') return name;
  const value = valueAt(pod, ...field.split('.'));
  return typeof value === 'string' ? value : undefined;
}

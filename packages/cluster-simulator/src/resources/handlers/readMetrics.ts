import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ApiAnswer } from '../../server/ApiAnswer';
import type { ApiContext } from '../../server/ApiContext';
import type { ResourceUsage } from '../../server/ports';
import { notFound } from '../../status/statusErrors';
import { toTimestamp } from '../../store/deletionOf';
import type { ResourceDefinition } from '../ResourceDefinition';
import { parseSelection } from './selectObjects';

/** GET and LIST of `metrics.k8s.io`: usage of the nodes or pods that are known to run. */
export function readMetrics(
  context: ApiContext,
  definition: ResourceDefinition,
  namespace: string | undefined,
  name: string | undefined,
  query: URLSearchParams,
): ApiAnswer {
  const { store } = context;
  if (name !== undefined) {
    const object = store.get(definition.plural, namespace, name);
    const measured = object && toMetrics(context, definition, object);
    if (!measured)
      throw notFound(definition, namespace ? `${namespace}/${name}` : name);
    return { kind: 'object', code: 200, definition, object: measured };
  }
  const selection = parseSelection(definition, namespace, query);
  const objects = store
    .list(definition.plural, namespace)
    .filter(object => selection.matches(object))
    .flatMap(object => toMetrics(context, definition, object) ?? []);
  return { kind: 'list', definition, objects, metadata: {} };
}

function toMetrics(
  { store, metrics }: ApiContext,
  definition: ResourceDefinition,
  object: KubernetesObject,
): KubernetesObject | undefined {
  const { name, namespace, labels } = object.metadata;
  const timestamp = toTimestamp(store.clock.nowMs());
  const head = {
    metadata: { name, namespace, labels, creationTimestamp: timestamp },
    timestamp,
  };
  if (definition.kind === 'NodeMetrics') {
    const usage = metrics.nodeUsage(object);
    return usage && { ...head, window: '20s', usage: toQuantities(usage) };
  }
  const containers = metrics.podUsage(object);
  return (
    containers && {
      ...head,
      window: '15s',
      containers: containers.map(({ container, ...usage }) => ({
        name: container,
        usage: toQuantities(usage),
      })),
    }
  );
}

/** As metrics-server writes them: nanocores and kibibytes. */
function toQuantities({ cpuCores, memoryBytes }: ResourceUsage) {
  return {
    cpu: `${Math.round(cpuCores * 1e9)}n`,
    memory: `${Math.round(memoryBytes / 1024)}Ki`,
  };
}

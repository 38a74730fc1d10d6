import {
  apiVersionOf,
  builtInKinds,
  recordsAt,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { KindRef, ServedKind } from '../cluster/ClusterPort';

/** The kinds that every cluster serves. */
export const servedBuiltInKinds: readonly ServedKind[] = builtInKinds.map(
  kind => ({
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
    plural: kind.plural,
    namespaced: kind.namespaced,
  }),
);
const BUILT_IN_BY_ID = new Map(
  servedBuiltInKinds.map(kind => [`${kind.apiVersion} ${kind.kind}`, kind]),
);

/** The built-in kind of that name and version. */
export function builtInKindOf(ref: KindRef): ServedKind | undefined {
  return BUILT_IN_BY_ID.get(`${ref.apiVersion} ${ref.kind}`);
}

/** The kinds that a CustomResourceDefinition serves, by version. */
export function servedKindsOf(
  definition: KubernetesObject,
): readonly ServedKind[] {
  const group = stringAt(definition, 'spec', 'group') ?? '';
  return recordsAt(definition, 'spec', 'versions').map(version => ({
    apiVersion: `${group}/${stringAt(version, 'name')}`,
    kind: stringAt(definition, 'spec', 'names', 'kind') ?? '',
    plural: stringAt(definition, 'spec', 'names', 'plural') ?? '',
    namespaced: stringAt(definition, 'spec', 'scope') !== 'Cluster',
  }));
}

/** Whether both name the same kind and version. */
export function isSameKind(left: KindRef, right: KindRef): boolean {
  return left.apiVersion === right.apiVersion && left.kind === right.kind;
}

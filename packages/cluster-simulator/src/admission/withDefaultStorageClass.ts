import type { KubernetesObject } from '@orrery/kubernetes-model';
import { objectAt } from '../json/readJson';

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

/**
 * A claim that names no class gets the default one; of several the newest, then the first by name. An empty class stays
 * empty: it asks for a volume without one. Source: the admission plugin DefaultStorageClass.
 */
export function withDefaultStorageClass(
  claim: KubernetesObject,
  classes: readonly KubernetesObject[],
): KubernetesObject {
  const spec = objectAt(claim, 'spec');
  if (spec.storageClassName !== undefined) return claim;
  const [chosen] = classes
    .filter(({ metadata }) => metadata.annotations?.[DEFAULT_CLASS] === 'true')
    .sort(
      (a, b) =>
        timeOf(b) - timeOf(a) || (a.metadata.name < b.metadata.name ? -1 : 1),
    );
  return chosen
    ? { ...claim, spec: { ...spec, storageClassName: chosen.metadata.name } }
    : claim;
}

function timeOf({ metadata }: KubernetesObject): number {
  return Date.parse(metadata.creationTimestamp ?? '') || 0;
}

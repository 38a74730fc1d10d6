import { groupOf, type KubernetesObject } from '@orrery/kubernetes-model';
import type { ResourceId } from '../../store/ClusterStore';

/** Plurals that are not the kind in lower case with an `s`. */
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['Ingress', 'ingresses'],
  ['NetworkPolicy', 'networkpolicies'],
  ['HelmRepository', 'helmrepositories'],
  ['GitRepository', 'gitrepositories'],
]);

/** Where the store keeps an object whose kind may not be served yet: plural, then group if any. */
export function resourceIdOf({
  apiVersion = '',
  kind = '',
}: KubernetesObject): ResourceId {
  const plural = IRREGULAR.get(kind) ?? `${kind.toLowerCase()}s`;
  const group = groupOf(apiVersion);
  return group === '' ? plural : `${plural}.${group}`;
}

import { groupOf, type KubernetesObject } from '@orrery/kubernetes-model';

/** How kubectl says what it applied: `deployment.apps/web`. */
export function kubectlNameOf(object: KubernetesObject): string {
  const group = groupOf(object.apiVersion);
  const kind = (object.kind ?? '').toLowerCase();
  return `${group ? `${kind}.${group}` : kind}/${object.metadata.name}`;
}

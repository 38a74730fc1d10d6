import type { KubernetesObject } from '@orrery/kubernetes-model';
import { stringify } from 'yaml';

/** As `kubectl get -o yaml` prints it, without `managedFields`. */
export function toYaml(object: KubernetesObject): string {
  const { apiVersion, kind, ...rest } = object;
  const { managedFields, ...metadata } = rest.metadata;
  return stringify(
    { apiVersion, kind, ...rest, metadata },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}

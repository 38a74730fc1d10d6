import type { KubernetesObject } from '@orrery/kubernetes-model';
import { isJsonMap } from '../../cluster/JsonMap';

/** The images of the containers anywhere in an object, sorted, each once. */
export function imagesOf(object: KubernetesObject): readonly string[] {
  const found = new Set<string>();
  const visit = (value: unknown, isContainers: boolean) => {
    if (Array.isArray(value)) {
      for (const item of value) visit(item, isContainers);
    } else if (isJsonMap(value)) {
      if (isContainers && typeof value.image === 'string') {
        found.add(value.image);
      }
      for (const [field, child] of Object.entries(value)) {
        visit(child, /^(initC|c)ontainers$/.test(field));
      }
    }
  };
  visit(object.spec, false);
  return [...found].sort();
}

import {
  KubernetesObject,
  labelSelectorOf,
  matchesLabelSelector,
  type LabelRequirement,
} from '@orrery/kubernetes-model';
import { isJsonObject, objectAt } from '../../json/readJson';

/** Stored selectors never change and are asked once per pod: each is read once. */
const read = new WeakMap<object, readonly LabelRequirement[]>();

/** Whether a budget guards a pod: an empty selector guards every pod of the namespace, a missing one none. */
export function budgetClaims(
  budget: KubernetesObject,
  pod: KubernetesObject,
): boolean {
  const { selector } = objectAt(budget, 'spec');
  if (!isJsonObject(selector)) return false;
  let requirements = read.get(selector);
  if (!requirements) {
    requirements = labelSelectorOf(selector);
    read.set(selector, requirements);
  }
  return matchesLabelSelector(requirements, pod.metadata.labels);
}

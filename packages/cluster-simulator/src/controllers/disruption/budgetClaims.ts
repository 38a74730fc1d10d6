import {
  KubernetesObject,
  labelSelectorOf,
  matchesLabelSelector,
} from '@orrery/kubernetes-model';
import { isJsonObject, objectAt } from '../../json/readJson';

/** Whether a budget guards a pod: an empty selector guards every pod of the namespace, a missing one none. */
export function budgetClaims(
  budget: KubernetesObject,
  pod: KubernetesObject,
): boolean {
  const { selector } = objectAt(budget, 'spec');
  return (
    isJsonObject(selector) &&
    matchesLabelSelector(labelSelectorOf(selector), pod.metadata.labels)
  );
}

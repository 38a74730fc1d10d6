import {
  labelSelectorOf,
  matchesLabelSelector,
  type LabelRequirement,
} from '@orrery/kubernetes-model';
import type { LabelSelector } from './kinds/Pod';

/** Stored selectors never change and are asked once per pod: each is read once. */
const read = new WeakMap<LabelSelector, readonly LabelRequirement[]>();

/** `spec.selector` against labels. An empty selector claims nothing: no workload may own everything. */
export function claimsLabels(
  selector: LabelSelector | undefined,
  labels: Readonly<Record<string, string>> = {},
): boolean {
  if (!selector) return false;
  let requirements = read.get(selector);
  if (!requirements) {
    requirements = labelSelectorOf(selector);
    read.set(selector, requirements);
  }
  return requirements.length > 0 && matchesLabelSelector(requirements, labels);
}

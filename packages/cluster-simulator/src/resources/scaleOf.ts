import {
  formatLabelSelector,
  KubernetesObject,
  labelSelectorOf,
} from '@orrery/kubernetes-model';
import type { ScalePaths } from '../custom-resources/CustomResource';
import { isJsonObject, numberAt, valueAt } from '../json/readJson';
import type { ResourceDefinition } from './ResourceDefinition';

const builtInPaths: ScalePaths = {
  specReplicas: ['spec', 'replicas'],
  statusReplicas: ['status', 'replicas'],
  selector: ['spec', 'selector'],
};

/** The size of a workload, as its subresource `scale` tells it. */
export interface WorkloadScale {
  readonly specReplicas: number;
  readonly statusReplicas: number;
  /** Of its pods, as text; empty when it has none. */
  readonly selector: string;
}

export function scalePathsOf({ custom }: ResourceDefinition): ScalePaths {
  return custom?.scale ?? builtInPaths;
}

export function scaleOf(
  definition: ResourceDefinition,
  object: KubernetesObject,
): WorkloadScale {
  const { specReplicas, statusReplicas, selector } = scalePathsOf(definition);
  return {
    specReplicas: numberAt(object, ...specReplicas) ?? 0,
    statusReplicas: numberAt(object, ...statusReplicas) ?? 0,
    selector:
      selector.length > 0 ? selectorText(valueAt(object, ...selector)) : '',
  };
}

/** A custom resource has the text itself; others a LabelSelector, or a plain map of labels. */
function selectorText(selector: unknown): string {
  if (typeof selector === 'string') return selector;
  if (!isJsonObject(selector)) return '';
  const isMap =
    selector.matchLabels === undefined &&
    selector.matchExpressions === undefined;
  return formatLabelSelector(
    labelSelectorOf(isMap ? { matchLabels: selector } : selector),
  );
}

import {
  labelSelectorOf,
  stringAt,
  type JsonRecord,
} from '@orrery/kubernetes-model';
import type { ClusterPort } from '../cluster/ClusterPort';
import { missingTemplate } from './analysis/resolveAnalysis';
import type { AnalysisReference, Rollout } from './Rollout';

export interface RolloutProblem {
  readonly reason: string;
  /** `spec.x: Invalid value: "y": why`. */
  readonly problem: string;
}

/** What makes a Rollout impossible to follow: of its own fields, or objects that it names and that are not there. */
export function rolloutProblem(
  cluster: ClusterPort,
  rollout: Rollout,
): RolloutProblem | undefined {
  const { strategy } = rollout;
  const problem =
    workloadProblem(cluster, rollout) ??
    selectorProblem(rollout) ??
    (strategy
      ? undefined
      : "spec.strategy.strategy: Required value: Rollout has missing field '.spec.strategy.canary or .spec.strategy.blueGreen'") ??
    stepProblem(rollout) ??
    serviceProblem(cluster, rollout) ??
    templateProblem(cluster, rollout);
  return problem ? { reason: 'InvalidSpec', problem } : undefined;
}

function workloadProblem(
  cluster: ClusterPort,
  rollout: Rollout,
): string | undefined {
  const ref = workloadRefOf(rollout.object);
  if (!ref || cluster.get({ ...ref, namespace: rollout.namespace })) {
    return undefined;
  }
  return `spec.workloadRef.name: Invalid value: "${ref.name}": ${ref.kind} "${ref.name}" not found`;
}

/** The Deployment that a Rollout takes its template from. */
export function workloadRefOf(object: JsonRecord):
  | {
      readonly apiVersion: string;
      readonly kind: string;
      readonly name: string;
    }
  | undefined {
  const name = stringAt(object, 'spec', 'workloadRef', 'name');
  if (!name) return undefined;
  return {
    apiVersion:
      stringAt(object, 'spec', 'workloadRef', 'apiVersion') ?? 'apps/v1',
    kind: stringAt(object, 'spec', 'workloadRef', 'kind') ?? 'Deployment',
    name,
  };
}

function selectorProblem({ selector }: Rollout): string | undefined {
  if (Object.keys(selector).length === 0) {
    return "spec.selector: Required value: Rollout has missing field '.spec.selector'";
  }
  try {
    labelSelectorOf(selector);
    return undefined;
  } catch (error) {
    return `spec.selector: Invalid value: ${JSON.stringify(selector)}: ${
      error instanceof Error ? error.message : String(error)
    }`;
  }
}

function stepProblem({ strategy }: Rollout): string | undefined {
  if (strategy?.kind !== 'canary') return undefined;
  for (const [index, step] of strategy.steps.entries()) {
    const field = `spec.strategy.canary.steps[${index}]`;
    if (step.kind === 'unsupported') {
      return `${field}.${step.name}: Invalid value: steps of this kind are not simulated`;
    }
    if (step.kind === 'setWeight' && (step.weight < 0 || step.weight > 100)) {
      return `${field}.setWeight: Invalid value: ${step.weight}: SetWeight needs to be between 0 and 100`;
    }
    if (step.kind === 'setCanaryScale' && !strategy.trafficRouting) {
      return `${field}.setCanaryScale: Invalid value: SetCanaryScale requires TrafficRouting to be set`;
    }
    if (
      step.kind === 'pause' &&
      step.seconds === undefined &&
      step.text !== 'pause'
    ) {
      return `${field}.pause.duration: Invalid value: "${step.text.slice(
        'pause: '.length,
      )}": Duration needs to be greater than 0`;
    }
  }
  return undefined;
}

function serviceProblem(
  cluster: ClusterPort,
  { strategy, namespace }: Rollout,
): string | undefined {
  const named: readonly [string, string | undefined][] =
    strategy?.kind === 'blueGreen'
      ? [
          ['blueGreen.activeService', strategy.activeService],
          ['blueGreen.previewService', strategy.previewService],
        ]
      : [
          ['canary.canaryService', strategy?.canaryService],
          ['canary.stableService', strategy?.stableService],
        ];
  const [[, first], [secondField, second]] = named;
  if (first && first === second) {
    return `spec.strategy.${secondField}: Invalid value: "${second}": This rollout uses the same service for the ${
      strategy?.kind === 'blueGreen'
        ? 'active and preview'
        : 'stable and canary'
    } services, but two different services are required.`;
  }
  for (const [field, name] of named) {
    const isMissing =
      name &&
      !cluster.get({ apiVersion: 'v1', kind: 'Service', namespace, name });
    if (isMissing) {
      return `spec.strategy.${field}: Invalid value: "${name}": service "${name}" not found`;
    }
  }
  return undefined;
}

function templateProblem(
  cluster: ClusterPort,
  rollout: Rollout,
): string | undefined {
  for (const [field, reference] of referencesOf(rollout)) {
    const missing =
      reference && missingTemplate(cluster, rollout.namespace, reference);
    if (missing) {
      const [name = ''] = reference.templates.map(each => each.name);
      return `spec.strategy.${field}.templates: Invalid value: "${name}": ${missing}`;
    }
  }
  return undefined;
}

function referencesOf({
  strategy,
}: Rollout): readonly [string, AnalysisReference | undefined][] {
  if (strategy?.kind === 'blueGreen') {
    return [
      ['blueGreen.prePromotionAnalysis', strategy.prePromotionAnalysis],
      ['blueGreen.postPromotionAnalysis', strategy.postPromotionAnalysis],
    ];
  }
  const steps = strategy?.steps ?? [];
  return [
    ['canary.analysis', strategy?.analysis],
    ...steps.map((step, index): [string, AnalysisReference | undefined] => [
      `canary.steps[${index}].analysis`,
      step.kind === 'analysis' ? step.analysis : undefined,
    ]),
  ];
}

import type { Series } from '../series/Series';
import type { TelemetryContext } from '../series/TelemetryContext';
import type { WorldStatement } from '../world/WorldStatement';
import { defineFamily, type Family } from './defineFamilies';
import {
  holdsAt,
  statedPlans,
  statementsOf,
  type TargetOf,
} from './statedPlans';

const RECONCILE = 'gotk_reconcile_duration_seconds';

/** Labels of a scrape of a service, which has one pod or is one target to whoever reads its series. */
function targetAt(job: string, service: string, port: number): TargetOf {
  return context => ({
    job,
    instance: context.instanceOf(service, port) ?? `${job}:${port}`,
  });
}

const argoCd = targetAt(
  'argocd-metrics',
  'argocd/argocd-application-controller',
  8082,
);
const argoRollouts = targetAt(
  'argo-rollouts-metrics',
  'argo-rollouts/argo-rollouts',
  8090,
);

/** `[name, help]` of what Argo Rollouts says of Rollouts and their analyses. */
const ROLLOUTS: readonly (readonly [string, string])[] = [
  ['rollout_info', 'Information about rollout.'],
  [
    'rollout_info_replicas_available',
    'The number of available replicas per rollout.',
  ],
  [
    'rollout_info_replicas_unavailable',
    'The number of unavailable replicas per rollout.',
  ],
  [
    'rollout_info_replicas_desired',
    'The number of desired replicas per rollout.',
  ],
  [
    'rollout_info_replicas_updated',
    'The number of updated replicas per rollout.',
  ],
  ['analysis_run_info', 'Information about analysis run.'],
];

/**
 * What delivery tools say of their resources. Flux ≥ 2.3 has no `gotk_reconcile_condition` any more: kube-state-metrics says
 * `gotk_resource_info` instead, and its controllers how long reconciliations take.
 */
export const DELIVERY_FAMILIES: readonly Family[] = [
  defineFamily(
    'gauge',
    'argocd_app_info',
    'Information about application.',
    statedPlans('argocd_app_info', argoCd),
  ),
  defineFamily(
    'counter',
    'argocd_app_sync_total',
    'Number of application syncs.',
    statedPlans('argocd_app_sync_total', argoCd),
  ),
  ...ROLLOUTS.map(([name, help]) =>
    defineFamily('gauge', name, help, statedPlans(name, argoRollouts)),
  ),
  defineFamily(
    'gauge',
    'gotk_resource_info',
    'The current state of a Flux resource.',
    statedPlans('gotk_resource_info'),
  ),
  {
    name: RECONCILE,
    help: 'The duration in seconds of a GitOps Toolkit resource reconciliation.',
    type: 'histogram',
    series: (context, sampleName) =>
      statementsOf(RECONCILE, context).flatMap(statement =>
        reconcileSeries(statement, context, sampleName),
      ),
  },
];

/** How long a reconciliation that changes nothing takes at the median, in seconds; read off a small installation. */
const USUAL_SECONDS: Readonly<Record<string, number>> = {
  GitRepository: 0.7,
  HelmRepository: 0.3,
  Kustomization: 1.4,
  HelmRelease: 0.5,
};
/** Bounds as Flux has them, spelled as Go spells them. */
const BOUNDS: readonly (readonly [string, number])[] = [
  ['1e-08', 1e-8],
  ['1e-07', 1e-7],
  ['1e-06', 1e-6],
  ['1e-05', 1e-5],
  ['0.0001', 1e-4],
  ['0.001', 1e-3],
  ['0.01', 1e-2],
  ['0.1', 0.1],
  ['1', 1],
  ['10', 10],
  ['+Inf', Infinity],
];
/** The mean of a log-logistic distribution of shape 6 over its median. */
const MEAN_OF_MEDIAN = Math.PI / 6 / Math.sin(Math.PI / 6);

/** The statement's value is the interval of the resource, in seconds: it was reconciled once each since it was there. */
function reconcileSeries(
  statement: WorldStatement,
  context: TelemetryContext,
  name: string,
): readonly Series[] {
  const { kind = '' } = statement.labels;
  const usual = USUAL_SECONDS[kind] ?? 1;
  const labels = { ...fluxTarget(kind)(context), ...statement.labels };
  const sampled = (factor: number, more = {}): Series => ({
    name,
    labels: { ...labels, ...more },
    sample: timesMs =>
      timesMs.map(timeMs => {
        if (!holdsAt(statement, timeMs, context)) return NaN;
        const scaled = reconciledUntil(statement, timeMs) * factor;
        return name === `${RECONCILE}_sum` ? scaled : Math.floor(scaled);
      }),
  });
  switch (name) {
    case `${RECONCILE}_sum`:
      return [sampled(usual * MEAN_OF_MEDIAN)];
    case `${RECONCILE}_count`:
      return [sampled(1)];
    default:
      return BOUNDS.map(([le, bound]) =>
        sampled(1 / (1 + (usual / bound) ** 6), { le }),
      );
  }
}

function fluxTarget(kind: string): TargetOf {
  const controllers: Readonly<Record<string, string>> = {
    Kustomization: 'kustomize-controller',
    HelmRelease: 'helm-controller',
  };
  const name = controllers[kind] ?? 'source-controller';
  return targetAt('flux-system/flux-system', `flux-system/${name}`, 8080);
}

function reconciledUntil({ steps }: WorldStatement, timeMs: number): number {
  let count = 0;
  for (const [index, { atMs, value }] of steps.entries()) {
    if (atMs > timeMs) break;
    const untilMs = Math.min(timeMs, steps[index + 1]?.atMs ?? Infinity);
    if (value > 0) count += 1 + Math.floor((untilMs - atMs) / 1_000 / value);
  }
  return count;
}

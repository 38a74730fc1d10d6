import {
  isTrueAt,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { refOf } from '../../reconciling/refOf';
import { POD_TEMPLATE_HASH, REVISION, type ReplicaSets } from '../ReplicaSet';
import type { AnalysisReference } from '../Rollout';
import { MANAGER, type RolloutContext } from '../RolloutContext';
import type { RunStatus } from '../RolloutStatus';
import { ANALYSIS_RUN, isCompleted, runPhaseOf } from './AnalysisRun';
import { resolveAnalysis } from './resolveAnalysis';

export interface RunRequest {
  readonly reference: AnalysisReference;
  readonly type: 'Step' | 'Background' | 'PrePromotion' | 'PostPromotion';
  readonly stepIndex?: number;
}

const suffixes = {
  Step: '',
  Background: '',
  PrePromotion: '-pre',
  PostPromotion: '-post',
} as const;
const HISTORY_LIMIT = 5;

/** The status of the run that `previous` names, or of a new one. */
export async function ensureRun(
  context: RolloutContext,
  sets: ReplicaSets,
  request: RunRequest,
  previous: RunStatus | undefined,
): Promise<RunStatus> {
  const found = runsOf(context).find(
    each => each.metadata.name === previous?.name,
  );
  const run = found ?? (await createRun(context, sets, request));
  const status = runPhaseOf(run) ?? '';
  if (status !== '' && status !== previous?.status) {
    context.record(
      status === 'Failed' || status === 'Error' ? 'Warning' : 'Normal',
      `AnalysisRun${status}`,
      `${request.type} Analysis Run '${
        run.metadata.name
      }' Status New: '${status}' Previous: '${previous?.status ?? ''}'`,
    );
  }
  return {
    name: run.metadata.name,
    status,
    message: stringAt(run, 'status', 'message'),
  };
}

/** Ends every run of the Rollout that still measures and is not named in `kept`. */
export async function terminateRuns(
  context: RolloutContext,
  kept: readonly (RunStatus | undefined)[],
): Promise<void> {
  for (const run of runsOf(context)) {
    const isKept = kept.some(each => each?.name === run.metadata.name);
    if (
      isKept ||
      isCompleted(runPhaseOf(run)) ||
      isTrueAt(run, 'spec', 'terminate')
    ) {
      continue;
    }
    await context.cluster.mergePatch(
      refOf(run),
      { spec: { terminate: true } },
      { manager: MANAGER },
    );
  }
}

/** Deletes the oldest completed runs, beyond five that succeeded and five that did not. */
export async function removeOldRuns(
  context: RolloutContext,
  kept: readonly (RunStatus | undefined)[],
): Promise<void> {
  const done = runsOf(context)
    .filter(
      run =>
        isCompleted(runPhaseOf(run)) &&
        !kept.some(each => each?.name === run.metadata.name),
    )
    .reverse();
  const succeeded = done.filter(run => runPhaseOf(run) === 'Successful');
  const others = done.filter(run => runPhaseOf(run) !== 'Successful');
  for (const run of [
    ...succeeded.slice(HISTORY_LIMIT),
    ...others.slice(HISTORY_LIMIT),
  ]) {
    await context.cluster.delete(refOf(run), { manager: MANAGER });
  }
}

/** Oldest first. */
function runsOf({ cluster, rollout }: RolloutContext): KubernetesObject[] {
  return cluster
    .listOwnedBy(rollout.object.metadata.uid ?? '')
    .filter(each => each.kind === 'AnalysisRun')
    .sort((a, b) => createdMs(a) - createdMs(b));
}

async function createRun(
  context: RolloutContext,
  sets: ReplicaSets,
  { reference, type, stepIndex }: RunRequest,
): Promise<KubernetesObject> {
  const { cluster, rollout } = context;
  const { current, stable } = sets;
  const latest = current?.hash ?? '';
  const revision = current?.revision ?? 0;
  const base = `${rollout.name}-${latest}-${revision}${suffixes[type]}`;
  const resolved = resolveAnalysis(cluster, rollout, reference, {
    stable: stable?.hash,
    latest,
  });
  return cluster.create(
    {
      ...ANALYSIS_RUN,
      metadata: {
        name: freeName(
          context,
          stepIndex === undefined ? base : `${base}-${stepIndex}`,
        ),
        namespace: rollout.namespace,
        labels: {
          [POD_TEMPLATE_HASH]: latest,
          'rollout-type': type,
          ...(stepIndex === undefined ? {} : { 'step-index': `${stepIndex}` }),
        },
        annotations: { [REVISION]: String(revision) },
        ownerReferences: [
          {
            apiVersion: 'argoproj.io/v1alpha1',
            kind: 'Rollout',
            name: rollout.name,
            uid: rollout.object.metadata.uid ?? '',
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      },
      spec: {
        metrics: resolved.metrics,
        ...(resolved.args.length > 0 ? { args: resolved.args } : {}),
        ...(resolved.dryRun.length > 0 ? { dryRun: resolved.dryRun } : {}),
        ...(resolved.measurementRetention.length > 0
          ? { measurementRetention: resolved.measurementRetention }
          : {}),
      },
    },
    { manager: MANAGER },
  );
}

/** A run of a retry gets `.1`, `.2` … behind the name of the first. */
function freeName(context: RolloutContext, name: string): string {
  const taken = new Set(
    context.cluster
      .list(ANALYSIS_RUN, context.rollout.namespace)
      .map(each => each.metadata.name),
  );
  let free = name;
  for (let count = 1; taken.has(free); count += 1) free = `${name}.${count}`;
  return free;
}

function createdMs(object: KubernetesObject): number {
  return Date.parse(object.metadata.creationTimestamp ?? '');
}

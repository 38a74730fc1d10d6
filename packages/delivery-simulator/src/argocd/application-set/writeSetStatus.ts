import {
  recordAt,
  recordsAt,
  stringAt,
  stringMapAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import type { JsonMap } from '../../cluster/JsonMap';
import { mergePatchBetween } from '../../reconciling/mergePatchBetween';
import { refOf } from '../../reconciling/refOf';
import { toTimestamp } from '../../reconciling/toTimestamp';
import { APPLICATION } from '../argoKinds';
import type { RolloutProgress } from './advanceRollout';

/** What came of a look at a set. */
export interface SetOutcome {
  /** Why its Applications could not be generated. */
  readonly problem?: string;
  readonly rollout?: RolloutProgress;
  readonly manager: string;
}

interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
}

/** Says in the status of a set how its Applications are, what went wrong, and how far a progressive sync is. */
export async function writeSetStatus(
  control: ClusterPort,
  set: KubernetesObject,
  applications: readonly KubernetesObject[],
  { problem, rollout, manager }: SetOutcome,
): Promise<void> {
  const before = recordAt(set, 'status') ?? {};
  const next: JsonMap = {
    ...before,
    applicationStatus: problem ? before.applicationStatus : rollout?.statuses,
    conditions: conditionsOf(
      before,
      [
        ...generationConditions(problem),
        ...(rollout ? [rolloutCondition(rollout)] : []),
      ],
      toTimestamp(control.nowMs()),
    ),
    resources: applications.map(toResource),
    resourcesCount: applications.length,
  };
  const patch = mergePatchBetween(before, next);
  if (patch === undefined) return;
  await control.mergePatch(
    refOf(set),
    { status: patch },
    { manager, subresource: 'status' },
  );
}

function toResource(application: KubernetesObject): JsonMap {
  const { name, namespace } = application.metadata;
  const health = stringAt(application, 'status', 'health', 'status');
  return {
    group: 'argoproj.io',
    version: 'v1alpha1',
    kind: APPLICATION.kind,
    name,
    namespace,
    status: stringAt(application, 'status', 'sync', 'status') ?? 'Unknown',
    ...(health ? { health: { status: health } } : {}),
  };
}

function generationConditions(
  problem: string | undefined,
): readonly Condition[] {
  const isGood = problem === undefined;
  const reason = isGood
    ? 'ApplicationSetUpToDate'
    : 'ApplicationParamsGenerationError';
  const generated =
    problem ?? 'Successfully generated parameters for all Applications';
  return [
    {
      type: 'ErrorOccurred',
      status: isGood ? 'False' : 'True',
      reason,
      message: generated,
    },
    {
      type: 'ParametersGenerated',
      status: isGood ? 'True' : 'False',
      reason: isGood ? 'ParametersGenerated' : 'ErrorOccurred',
      message: generated,
    },
    {
      type: 'ResourcesUpToDate',
      status: isGood ? 'True' : 'False',
      reason,
      message: problem ?? 'All applications have been generated successfully',
    },
  ];
}

function rolloutCondition({ activeStep }: RolloutProgress): Condition {
  return activeStep === undefined
    ? {
        type: 'RolloutProgressing',
        status: 'False',
        reason: 'ApplicationSetRolloutComplete',
        message: 'ApplicationSet Rollout has completed',
      }
    : {
        type: 'RolloutProgressing',
        status: 'True',
        reason: 'ApplicationSetModified',
        message: `ApplicationSet is performing rollout of step ${activeStep}`,
      };
}

/** Conditions with the time since when each says what it says. */
function conditionsOf(
  before: JsonMap,
  wanted: readonly Condition[],
  now: string,
): readonly JsonMap[] {
  return wanted.map(condition => {
    const old = recordsAt(before, 'conditions').find(
      each =>
        each.type === condition.type &&
        each.status === condition.status &&
        each.message === condition.message,
    );
    return {
      ...condition,
      lastTransitionTime: stringMapAt(old).lastTransitionTime ?? now,
    };
  });
}

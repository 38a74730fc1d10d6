import {
  fieldAt,
  formatLabelSelector,
  labelSelectorOf,
} from '@orrery/kubernetes-model';
import { sum, type ReplicaSets } from './ReplicaSet';
import {
  progressDeadlineMs,
  rolloutConditions,
  withFinding,
} from './rolloutConditions';
import type { RolloutContext } from './RolloutContext';
import { rolloutPhase } from './rolloutPhase';
import type { RolloutStatus } from './RolloutStatus';

export interface Conclusion {
  /** With the control fields that the strategy decided. */
  readonly draft: RolloutStatus;
  readonly sets: ReplicaSets;
  readonly abortMessage?: string;
}

/** The status to write: counts of the ReplicaSets, conditions and phase on top of what the strategy decided. */
export function concludeStatus(
  context: RolloutContext,
  { draft, sets, abortMessage }: Conclusion,
): RolloutStatus {
  const { rollout, nowMs } = context;
  const counted = { ...draft, ...countsOf(context, draft, sets) };
  const status = {
    ...counted,
    conditions: rolloutConditions({
      rollout,
      sets,
      draft: counted,
      nowMs,
      abortMessage,
    }),
    observedGeneration: String(rollout.object.metadata.generation ?? 1),
  };
  const deadlineMs = progressDeadlineMs(rollout, status);
  if (deadlineMs !== undefined && deadlineMs >= nowMs) {
    context.wakeAt(deadlineMs);
  }
  return { ...status, ...rolloutPhase(rollout, status) };
}

/** The status of a Rollout whose spec cannot be followed. */
export function invalidStatus(
  context: RolloutContext,
  reason: string,
  problem: string,
): RolloutStatus {
  const { rollout, nowMs } = context;
  const message = `The Rollout "${rollout.name}" is invalid: ${problem}`;
  const status = {
    ...rollout.status,
    conditions: withFinding(
      rollout.status.conditions ?? [],
      { type: 'InvalidSpec', status: 'True', reason, message },
      nowMs,
    ),
    observedGeneration: String(rollout.object.metadata.generation ?? 1),
  };
  return { ...status, ...rolloutPhase(rollout, status) };
}

function countsOf(
  { rollout }: RolloutContext,
  draft: RolloutStatus,
  sets: ReplicaSets,
): Partial<RolloutStatus> {
  const current = sets.current ? [sets.current] : [];
  const active = sets.all.find(
    each => each.hash === draft.blueGreen?.activeSelector,
  );
  const counts = {
    replicas: sum(sets.all, 'currentReplicas'),
    updatedReplicas: sum(current, 'currentReplicas'),
    readyReplicas: sum(sets.all, 'readyReplicas'),
  };
  if (rollout.strategy?.kind !== 'blueGreen') {
    return {
      ...counts,
      availableReplicas: sum(sets.all, 'availableReplicas'),
      HPAReplicas: counts.replicas,
      selector: formatSelector(rollout.selector),
    };
  }
  return {
    ...counts,
    availableReplicas: sum(current, 'availableReplicas'),
    HPAReplicas: active ? active.currentReplicas : counts.replicas,
    selector: formatSelector(
      active ? fieldAt(active.object, 'spec', 'selector') : rollout.selector,
    ),
  };
}

function formatSelector(selector: unknown): string {
  return formatLabelSelector(labelSelectorOf(selector));
}

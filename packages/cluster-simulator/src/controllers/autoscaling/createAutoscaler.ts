import {
  KubernetesObject,
  matchesLabelSelector,
  parseLabelSelector,
} from '@orrery/kubernetes-model';
import { numberAt, objectsAt } from '../../json/readJson';
import type { ResourceRegistry } from '../../resources/ResourceRegistry';
import { StatusError } from '../../status/StatusError';
import type { Controller, ControllerContext } from '../ControllerContext';
import type { Pod } from '../kinds/Pod';
import { keyOf } from '../queue/ObjectKey';
import { createScalingHistories } from './createScalingHistories';
import { limitChange } from './limitChange';
import { proposeForMetrics } from './proposeForMetrics';
import type { UsageOfPod } from './samplesOf';
import { scaleTargetOf } from './scaleTargetOf';
import { ScalingReport } from './ScalingReport';
import { scalingBehaviorOf } from './scalingBehaviorOf';

const COMPONENT = 'horizontal-pod-autoscaler';
/** `--horizontal-pod-autoscaler-sync-period`. */
const SYNC_MS = 15_000;

export interface AutoscalerSources {
  readonly registry: ResourceRegistry;
  readonly usageOf: UsageOfPod;
}

/** An autoscaler with all that its decision needs, read before anything is written. */
interface Round {
  readonly autoscaler: KubernetesObject;
  readonly target: ReturnType<typeof scaleTargetOf>;
  readonly pods: readonly Pod[];
}

/**
 * Resizes workloads as their HorizontalPodAutoscalers say, every 15 s. All usage is read first: one look at the telemetry a round, none without
 * autoscalers. Source: `reconcileAutoscaler` of the horizontal pod autoscaler of k8s.io/kubernetes.
 */
export function createAutoscaler(
  context: ControllerContext,
  { registry, usageOf }: AutoscalerSources,
): Controller {
  const { store, clock, events } = context;
  const histories = createScalingHistories();
  // Clusters take their turns at different moments.
  let cancel = clock.schedule(SYNC_MS * (0.5 + context.random()), turn);

  function turn() {
    cancel = clock.schedule(SYNC_MS, turn);
    const rounds = store
      .list('horizontalpodautoscalers.autoscaling')
      .filter(each => !each.metadata.deletionTimestamp)
      .map(prepare);
    const usage = new Map(
      rounds.flatMap(({ pods }) => pods.map(pod => [pod, usageOf(pod)])),
    );
    for (const round of rounds) {
      try {
        reconcile(round, pod => usage.get(pod));
      } catch (error) {
        context.reportError(error, `autoscaler ${keyOf(round.autoscaler)}`);
      }
    }
  }

  function prepare(autoscaler: KubernetesObject): Round {
    const target = scaleTargetOf({ store: store.raw, registry }, autoscaler);
    if (target instanceof StatusError || !target.selector)
      return { autoscaler, target, pods: [] };
    const selector = parseLabelSelector(target.selector);
    return {
      autoscaler,
      target,
      pods: store
        .list('pods', autoscaler.metadata.namespace)
        .filter(pod => matchesLabelSelector(selector, pod.metadata.labels)),
    };
  }

  function reconcile(round: Round, known: UsageOfPod) {
    const { autoscaler } = round;
    const report = new ScalingReport(autoscaler, clock.nowMs());
    decide(round, report, known);
    store.update(
      'horizontalpodautoscalers.autoscaling',
      autoscaler,
      latest => ({
        ...latest,
        status: report.status(),
      }),
    );
  }

  function decide(
    { autoscaler, target, pods }: Round,
    report: ScalingReport,
    known: UsageOfPod,
  ) {
    const nowMs = clock.nowMs();
    if (target instanceof StatusError) {
      warn(autoscaler, 'FailedGetScale', target.message);
      report.failed(
        'AbleToScale',
        'FailedGetScale',
        `the HPA controller was unable to get the target's current scale: ${target.message}`,
      );
      return;
    }
    report.succeeded(
      'AbleToScale',
      'SucceededGetScale',
      "the HPA controller was able to get the target's current scale",
    );
    const { uid = '' } = autoscaler.metadata;
    const current = target.specReplicas;
    const max = numberAt(autoscaler, 'spec', 'maxReplicas') ?? current;
    const min = numberAt(autoscaler, 'spec', 'minReplicas') ?? 1;
    const history = histories.of(uid, current, nowMs);
    report.current(current);
    if (current === 0 && min !== 0) {
      report.failed(
        'ScalingActive',
        'ScalingDisabled',
        'scaling is disabled since the replica count of the target is zero',
      );
      report.desired(0);
      return;
    }
    if (current > max) {
      resize(max, 'Current number of replicas above Spec.MaxReplicas');
      return;
    }
    if (current < min) {
      resize(min, 'Current number of replicas below Spec.MinReplicas');
      return;
    }
    if (!target.selector) {
      warn(autoscaler, 'SelectorRequired', 'selector is required');
      report.failed(
        'ScalingActive',
        'InvalidSelector',
        "the HPA target's scale is missing a selector",
      );
      return;
    }
    const verdict = proposeForMetrics(
      objectsAt(autoscaler, 'spec', 'metrics'),
      { pods, usageOf: known, currentReplicas: current, nowMs },
    );
    report.metrics(verdict);
    for (const { reason, message } of verdict.failures)
      warn(autoscaler, reason, message);
    if (verdict.replicas === undefined) {
      warn(autoscaler, 'FailedComputeMetricsReplicas', verdict.error ?? '');
      return;
    }
    const limited = limitChange(
      verdict.replicas,
      { current, min, max },
      scalingBehaviorOf(autoscaler),
      history,
      nowMs,
    );
    histories.recommended(uid, verdict.replicas, nowMs);
    report.limited(limited);
    if (limited.replicas === current) report.desired(current);
    else
      resize(
        limited.replicas,
        limited.replicas > current
          ? `${verdict.metric} above target`
          : 'All metrics below target',
      );

    function resize(replicas: number, reason: string) {
      if (target instanceof StatusError) return;
      const refusal = target.resize(replicas);
      if (refusal) {
        warn(
          autoscaler,
          'FailedRescale',
          `New size: ${replicas}; reason: ${reason}; error: ${refusal.message}`,
        );
        report.failed(
          'AbleToScale',
          'FailedUpdateScale',
          `the HPA controller was unable to update the target scale: ${refusal.message}`,
        );
        return;
      }
      histories.rescaled(uid, current, replicas, nowMs);
      report.rescaled(replicas);
      events.record(autoscaler, {
        type: 'Normal',
        reason: 'SuccessfulRescale',
        message: `New size: ${replicas}; reason: ${reason}`,
        component: COMPONENT,
      });
    }
  }

  function warn(autoscaler: KubernetesObject, reason: string, message: string) {
    events.record(autoscaler, {
      type: 'Warning',
      reason,
      message,
      component: COMPONENT,
    });
  }

  const unsubscribe = store.subscribe(
    'horizontalpodautoscalers.autoscaling',
    ({ kind, object }) => {
      if (kind === 'deleted') histories.forget(object.metadata.uid ?? '');
    },
  );
  return {
    dispose: () => {
      unsubscribe();
      cancel();
    },
  };
}

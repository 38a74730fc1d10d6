import type { Labels } from '../series/Series';
import type { TelemetryContext } from '../series/TelemetryContext';
import {
  isWithin,
  type Span,
  type WorldContainer,
  type WorldPod,
} from '../world/WorldPod';
import type { WorldWorkload } from '../world/WorldWorkload';
import type { SeriesPlan } from './defineFamilies';
import { kubeStateTarget } from './scrapeTargets';

type Plans = (context: TelemetryContext) => readonly SeriesPlan[];

/** The value while an object exists, NaN before and after and before anything was measured. */
export function whileItExists(
  context: TelemetryContext,
  object: { readonly createdAtMs: number; readonly deletedAtMs?: number },
  valueAt: (timeMs: number) => number,
): (timeMs: number) => number {
  const span: Span = {
    fromMs: Math.max(object.createdAtMs, context.world.startMs),
    toMs: object.deletedAtMs,
  };
  return timeMs => (isWithin(span, timeMs) ? valueAt(timeMs) : NaN);
}

/** Plans of each pod, with its usual labels. */
export function podPlans(
  each: (pod: WorldPod) => readonly {
    readonly labels?: Labels;
    readonly valueAt: (timeMs: number) => number;
  }[],
): Plans {
  return context => {
    const target = kubeStateTarget(context);
    return context.world.pods.flatMap(pod =>
      each(pod).map(({ labels, valueAt }) => ({
        labels: {
          ...target,
          namespace: pod.namespace,
          pod: pod.name,
          uid: pod.uid,
          ...labels,
        },
        valueAt: whileItExists(context, pod, valueAt),
      })),
    );
  };
}

/** Plans of each container of each pod. */
export function containerStatePlans(
  each: (
    container: WorldContainer,
    pod: WorldPod,
  ) => readonly {
    readonly labels?: Labels;
    readonly valueAt: (timeMs: number) => number;
  }[],
): Plans {
  return podPlans(pod =>
    pod.containers.flatMap(container =>
      each(container, pod).map(({ labels, valueAt }) => ({
        labels: { container: container.name, ...labels },
        valueAt,
      })),
    ),
  );
}

/** Plans of each workload of a kind, labelled with the kind's name. */
export function workloadPlans(
  kind: WorldWorkload['kind'],
  valueOf: (
    workload: WorldWorkload,
    pods: readonly WorldPod[],
    context: TelemetryContext,
  ) => (timeMs: number) => number,
  more: (workload: WorldWorkload) => Labels = () => ({}),
): Plans {
  return context => {
    const target = kubeStateTarget(context);
    return context.world.workloads
      .filter(workload => workload.kind === kind)
      .map(workload => ({
        labels: {
          ...target,
          namespace: workload.namespace,
          [kind.toLowerCase()]: workload.name,
          ...more(workload),
        },
        valueAt: whileItExists(
          context,
          workload,
          valueOf(workload, podsOf(workload, context), context),
        ),
      }));
  };
}

/** The pods of a workload: of a deployment, those of all its ReplicaSets. */
function podsOf(
  workload: WorldWorkload,
  context: TelemetryContext,
): readonly WorldPod[] {
  const { kind, namespace, name } = workload;
  if (kind !== 'Deployment') return context.podsOwnedBy(kind, namespace, name);
  return context.world.workloads
    .filter(
      each =>
        each.kind === 'ReplicaSet' &&
        each.namespace === namespace &&
        each.ownerName === name,
    )
    .flatMap(each => context.podsOwnedBy('ReplicaSet', namespace, each.name));
}

/** How many pods exist at a moment. */
export function existing(pods: readonly WorldPod[], timeMs: number): number {
  let count = 0;
  for (const pod of pods) {
    if (
      timeMs >= pod.createdAtMs &&
      (pod.deletedAtMs === undefined || timeMs < pod.deletedAtMs)
    ) {
      count++;
    }
  }
  return count;
}

/** How many pods are ready at a moment. */
export function ready(pods: readonly WorldPod[], timeMs: number): number {
  let count = 0;
  for (const pod of pods)
    if (pod.ready.some(span => isWithin(span, timeMs))) count++;
  return count;
}

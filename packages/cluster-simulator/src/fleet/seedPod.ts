import { toTimestamp } from '../controllers/ControllerContext';
import type { Node } from '../controllers/kinds/Node';
import type { Pod, TerminatedState } from '../controllers/kinds/Pod';
import type { ContainerPhase } from '../controllers/kubelet/containerRuntime';
import {
  podStatusOf,
  type PodRuntime,
} from '../controllers/kubelet/podRuntime';
import { parseKind } from '../controllers/TypedStore';
import { MINUTE_MS, type SeedContext } from './SeedContext';

/** How a seeded pod differs from a healthy one. */
export interface SeedPodOptions {
  readonly createdMs: number;
  readonly node?: Node;
  /** Where the first container stands; running and ready by default. */
  readonly phase?: ContainerPhase;
  readonly restartCount?: number;
  readonly last?: TerminatedState;
}

/** Stores a pod in the state it would have reached by now; one without room stays pending. */
export function seedPod(
  context: SeedContext,
  pod: Pod,
  options: SeedPodOptions,
): Pod {
  const node = options.node ?? context.placement.place(pod);
  const created = {
    ...pod,
    metadata: {
      ...pod.metadata,
      creationTimestamp: toTimestamp(options.createdMs),
    },
  };
  if (!node) return parseKind('pods', context.seed('pods', created));
  if (options.node) context.placement.placeOn(pod, node);
  const bound: Pod = {
    ...created,
    spec: { ...pod.spec, nodeName: node.metadata.name },
    status: {
      conditions: [
        {
          type: 'PodScheduled',
          status: 'True',
          lastTransitionTime: created.metadata.creationTimestamp,
        },
      ],
    },
  };
  const hostIP = node.status?.addresses?.[0].address ?? '';
  const podIP = pod.spec.hostNetwork
    ? hostIP
    : context.placement.addressOn(node);
  const status = podStatusOf(
    bound,
    runtimeOf(bound, options),
    { podIP, hostIP },
    options.createdMs + 4_000,
  );
  return parseKind('pods', context.seed('pods', { ...bound, status }));
}

function runtimeOf(pod: Pod, options: SeedPodOptions): PodRuntime {
  const startedAtMs = options.createdMs + 3_000;
  const running: ContainerPhase = {
    kind: 'running',
    startedAtMs: options.last
      ? Date.parse(options.last.finishedAt) + MINUTE_MS
      : startedAtMs,
    isReady: true,
    untilMs: Infinity,
  };
  return {
    init: (pod.spec.initContainers ?? []).map(container => ({
      container,
      isInit: true,
      restartCount: 0,
      phase: {
        kind: 'finished',
        state: {
          exitCode: 0,
          reason: 'Completed',
          startedAt: toTimestamp(options.createdMs + 1_000),
          finishedAt: toTimestamp(options.createdMs + 2_000),
        },
      },
    })),
    main: pod.spec.containers.map((container, index) => ({
      container,
      isInit: false,
      restartCount: index === 0 ? options.restartCount ?? 0 : 0,
      last: index === 0 ? options.last : undefined,
      phase: index === 0 ? options.phase ?? running : running,
    })),
  };
}

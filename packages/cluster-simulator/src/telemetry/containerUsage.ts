import { cpuCoresOf, bytesOf } from '@orrery/kubernetes-model';
import type { Container, Pod } from '../controllers/kinds/Pod';
import { fractionOf } from '../random/createRandom';

export interface Usage {
  readonly cpuCores: number;
  readonly memoryBytes: number;
}

const DAY_MS = 86_400_000;
const NOISE_STEP_MS = 15_000;

/**
 * What a container uses at a moment: its request, busier by day than by night, with noise that is a function of time.
 * A container that keeps being killed for memory climbs towards its limit from each start. Nothing is stored. O(1).
 */
export function containerUsage(
  pod: Pod,
  container: Container,
  nowMs: number,
): Usage {
  const status = pod.status?.containerStatuses?.find(
    each => each.name === container.name,
  );
  const startedAt = status?.state.running?.startedAt;
  if (startedAt === undefined) return { cpuCores: 0, memoryBytes: 0 };
  const key = `${pod.metadata.namespace}/${pod.metadata.name}/${container.name}`;
  const { requests = {}, limits = {} } = container.resources ?? {};
  const requestedCores = cpuCoresOf(requests.cpu) ?? 0.05;
  const requestedBytes = bytesOf(requests.memory) ?? 64 * 1_048_576;
  const limitBytes = bytesOf(limits.memory) ?? requestedBytes * 2;
  const runningMs = Math.max(0, nowMs - Date.parse(startedAt));

  const level = 0.35 + 0.4 * fractionOf(`${key}/level`);
  const season = daySeason(nowMs, pod.metadata.namespace ?? '');
  const noise = smoothNoise(`${key}/cpu`, nowMs, NOISE_STEP_MS);
  const cpuCores = requestedCores * level * season * (0.8 + 0.4 * noise);

  const leaks = status?.lastState.terminated?.reason === 'OOMKilled';
  const settled =
    0.55 +
    0.3 * fractionOf(`${key}/memory`) +
    0.04 * smoothNoise(`${key}/mem`, nowMs, 60_000);
  const warm = 1 - 0.4 * Math.exp(-runningMs / 120_000);
  const memoryBytes = leaks
    ? Math.min(
        limitBytes,
        requestedBytes * 0.5 +
          (limitBytes - requestedBytes * 0.5) * Math.min(1, runningMs / 90_000),
      )
    : Math.min(limitBytes, requestedBytes * settled * warm);
  return { cpuCores, memoryBytes: Math.round(memoryBytes) };
}

/** All containers of a pod together. */
export function podUsage(pod: Pod, nowMs: number): Usage {
  return pod.spec.containers
    .map(container => containerUsage(pod, container, nowMs))
    .reduce(
      (sum, usage) => ({
        cpuCores: sum.cpuCores + usage.cpuCores,
        memoryBytes: sum.memoryBytes + usage.memoryBytes,
      }),
      { cpuCores: 0, memoryBytes: 0 },
    );
}

/** 0.55 in the small hours, up to 1.45 in the evening; stores and agents hardly notice. */
export function daySeason(nowMs: number, namespace: string): number {
  const isSteady = ['kube-system', 'monitoring', 'data'].includes(namespace);
  const phase = ((nowMs % DAY_MS) / DAY_MS) * 2 * Math.PI;
  const wave = Math.sin(phase - 2.2) * 0.35 + Math.sin(2 * phase - 0.6) * 0.1;
  return 1 + wave * (isSteady ? 0.2 : 1);
}

/** A continuous function of time in [0, 1]: random values every `stepMs`, cosine between them. */
function smoothNoise(key: string, nowMs: number, stepMs: number): number {
  const step = Math.floor(nowMs / stepMs);
  const part = (1 - Math.cos(Math.PI * (nowMs / stepMs - step))) / 2;
  const from = fractionOf(`${key}/${step}`);
  const to = fractionOf(`${key}/${step + 1}`);
  return from + (to - from) * part;
}

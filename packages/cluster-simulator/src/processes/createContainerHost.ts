import { bytesOf, cpuCoresOf } from '@orrery/kubernetes-model';
import type { SimulationClock } from '../clock/SimulationClock';
import type { Container, Pod } from '../controllers/kinds/Pod';
import type { TypedStore } from '../controllers/TypedStore';
import { objectsAt, stringAt } from '../json/readJson';
import type { MetricsSource } from '../server/ports';
import type {
  ContainerHost,
  HostProcess,
  HostVolume,
} from '../shell/ContainerHost';
import type { ClusterNetwork } from './ClusterNetwork';
import { mainProcesses } from './mainProcesses';
import { sleepOn } from './sleepOn';

export interface ContainerHostOptions {
  readonly store: TypedStore;
  readonly clock: SimulationClock;
  readonly metrics: MetricsSource;
  readonly network: ClusterNetwork;
}

/** The surroundings of a shell in one running container. */
export function createContainerHost(
  pod: Pod,
  container: Container,
  { store, clock, metrics, network }: ContainerHostOptions,
): ContainerHost {
  const { namespace = '', name } = pod.metadata;
  const running = [
    ...(pod.status?.containerStatuses ?? []),
    ...(pod.status?.ephemeralContainerStatuses ?? []),
  ].find(status => status.name === container.name)?.state.running;
  const startedAtMs = running ? Date.parse(running.startedAt) : clock.nowMs();
  const node = store.get('nodes', undefined, pod.spec.nodeName ?? '');
  const { limits = {} } = container.resources ?? {};
  const shellStartedAtMs = clock.nowMs();

  const processes = (): readonly HostProcess[] => {
    const usage = metrics
      .podUsage(pod)
      ?.find(each => each.container === container.name);
    const main = mainProcesses(container).map(({ command, share }, index) => ({
      pid: index === 0 ? 1 : 6 + index,
      user: 'root',
      startedAtMs,
      cpuRatio: (usage?.cpuCores ?? 0) * share,
      memoryBytes: (usage?.memoryBytes ?? 0) * share,
      command,
    }));
    return [
      ...main,
      {
        pid: 17,
        user: 'root',
        startedAtMs: shellStartedAtMs,
        cpuRatio: 0,
        memoryBytes: 1_200_000,
        command: 'sh',
      },
    ];
  };

  return {
    hostname: name,
    ipAddress: pod.status?.podIP ?? '127.0.0.1',
    nodeName: pod.spec.nodeName ?? '',
    machine:
      stringAt(node, 'metadata', 'labels', 'kubernetes.io/arch') === 'arm64'
        ? 'aarch64'
        : 'x86_64',
    startedAtMs,
    cpuLimitCores: cpuCoresOf(limits.cpu) ?? 4,
    memoryLimitBytes: bytesOf(limits.memory) ?? 4 * 1024 ** 3,
    nowMs: () => clock.nowMs(),
    processes,
    volumes: () => volumesOf(pod, container, metrics),
    // The main process handles no signals, as most in containers, and those that are sent to process 1 of a container are dropped.
    kill: pid => processes().some(process => process.pid === pid),
    resolve: wanted => network.resolve(wanted, namespace),
    fetch: async url => network.fetch(url, pod),
    sleep: (durationMs, signal) => sleepOn(clock, durationMs, signal),
  };
}

/** The claims that a container mounts, with what is on them at present. */
function volumesOf(
  pod: Pod,
  container: Container,
  metrics: MetricsSource,
): readonly HostVolume[] {
  const mounts = objectsAt(container, 'volumeMounts');
  const claims = (pod.spec.volumes ?? []).filter(
    each => each.persistentVolumeClaim,
  );
  return claims.flatMap(({ name, persistentVolumeClaim }, index) => {
    const mountPath = mounts.find(each => each.name === name)?.mountPath;
    const usage = metrics.volumeUsage(
      pod.metadata.namespace ?? '',
      persistentVolumeClaim?.claimName ?? '',
    );
    return usage && typeof mountPath === 'string'
      ? [{ device: `/dev/nvme${index + 1}n1`, mountPath, ...usage }]
      : [];
  });
}

import { KubernetesObject, parseTimeMs } from '@orrery/kubernetes-model';
import {
  JsonObject,
  numberAt,
  objectAt,
  objectsAt,
  stringAt,
  valueAt,
} from '../json/readJson';
import { ageOf } from './cells';

/** STATUS of a pod as the printers of k8s.io/kubernetes work it out. */
export function podStatusOf(pod: KubernetesObject): string {
  const phase = stringAt(pod, 'status', 'phase');
  const gated = objectsAt(pod, 'status', 'conditions').some(
    ({ type, reason }) =>
      type === 'PodScheduled' && reason === 'SchedulingGated',
  );
  const reason = gated
    ? 'SchedulingGated'
    : stringAt(pod, 'status', 'reason') || phase;
  const status = initStatusOf(pod) ?? containerStatusOf(pod, reason);
  if (pod.metadata.deletionTimestamp === undefined) return status;
  if (stringAt(pod, 'status', 'reason') === 'NodeLost') return 'Unknown';
  return phase === 'Succeeded' || phase === 'Failed' ? status : 'Terminating';
}

/** READY: `1/2`; sidecars count. */
export function podReadyOf(pod: KubernetesObject): string {
  const sidecars = objectsAt(pod, 'spec', 'initContainers').filter(isSidecar);
  const total = objectsAt(pod, 'spec', 'containers').length + sidecars.length;
  const statuses = [
    ...objectsAt(pod, 'status', 'containerStatuses'),
    ...objectsAt(pod, 'status', 'initContainerStatuses').filter(({ name }) =>
      sidecars.some(sidecar => sidecar.name === name),
    ),
  ];
  return `${statuses.filter(status => status.ready === true).length}/${total}`;
}

/** RESTARTS: `0`, or `3 (5m ago)`. */
export function podRestartsOf(pod: KubernetesObject, nowMs: number): string {
  const statuses = objectsAt(pod, 'status', 'containerStatuses');
  const restarts = statuses.reduce(
    (sum, status) => sum + (numberAt(status, 'restartCount') ?? 0),
    0,
  );
  const finished = statuses
    .map(status => stringAt(status, 'lastState', 'terminated', 'finishedAt'))
    .filter(time => parseTimeMs(time) !== undefined)
    .sort();
  const last = finished[finished.length - 1];
  return restarts > 0 && last
    ? `${restarts} (${ageOf(last, nowMs)} ago)`
    : String(restarts);
}

function initStatusOf(pod: KubernetesObject): string | undefined {
  const specs = objectsAt(pod, 'spec', 'initContainers');
  const statuses = objectsAt(pod, 'status', 'initContainerStatuses');
  for (const [index, status] of statuses.entries()) {
    const terminated = objectAt(status, 'state', 'terminated');
    const isTerminated = valueAt(status, 'state', 'terminated') !== undefined;
    if (isTerminated && numberAt(terminated, 'exitCode') === 0) continue;
    const spec = specs.find(({ name }) => name === status.name);
    if (spec && isSidecar(spec) && status.started === true) continue;
    if (isTerminated) return `Init:${terminationOf(terminated)}`;
    const waiting = stringAt(status, 'state', 'waiting', 'reason');
    if (waiting && waiting !== 'PodInitializing') return `Init:${waiting}`;
    return `Init:${index}/${specs.length}`;
  }
  return undefined;
}

function containerStatusOf(pod: KubernetesObject, fallback: string): string {
  let reason = fallback;
  let isRunning = false;
  for (const status of [
    ...objectsAt(pod, 'status', 'containerStatuses'),
  ].reverse()) {
    const waiting = stringAt(status, 'state', 'waiting', 'reason');
    if (waiting) reason = waiting;
    else if (valueAt(status, 'state', 'terminated') !== undefined) {
      reason = terminationOf(objectAt(status, 'state', 'terminated'));
    } else if (
      status.ready === true &&
      valueAt(status, 'state', 'running') !== undefined
    )
      isRunning = true;
  }
  if (reason !== 'Completed' || !isRunning) return reason;
  const isReady = objectsAt(pod, 'status', 'conditions').some(
    condition => condition.type === 'Ready' && condition.status === 'True',
  );
  return isReady ? 'Running' : 'NotReady';
}

function terminationOf(terminated: JsonObject): string {
  const reason = stringAt(terminated, 'reason');
  if (reason) return reason;
  const signal = numberAt(terminated, 'signal') ?? 0;
  return signal !== 0
    ? `Signal:${signal}`
    : `ExitCode:${numberAt(terminated, 'exitCode') ?? 0}`;
}

function isSidecar(container: JsonObject): boolean {
  return container.restartPolicy === 'Always';
}

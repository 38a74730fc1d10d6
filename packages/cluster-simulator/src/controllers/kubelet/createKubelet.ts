import { fractionOf } from '../../random/createRandom';
import type { Controller, ControllerContext } from '../ControllerContext';
import type { Node } from '../kinds/Node';
import type { Pod } from '../kinds/Pod';
import { isNodeReachable } from '../nodes/nodeState';
import { isPodFinished, isPodReady } from '../podState';
import { keyOf, parseKey } from '../queue/ObjectKey';
import { createWorkQueue } from '../queue/createWorkQueue';
import { BEHAVIOUR_ANNOTATIONS } from './containerBehaviour';
import { behaviourOf } from './containerRuntime';
import { createPodAddresses } from './createPodAddresses';
import {
  podStatusOf,
  restorePodRuntime,
  stepPod,
  stoppedAtMs,
  type PodRuntime,
} from './podRuntime';

const COMPONENT = 'kubelet';

/** Plays the kubelets of all nodes: starts, watches, restarts and stops the containers of pods bound to them. */
export function createKubelet(context: ControllerContext): Controller {
  const { store, clock, events, afflictions } = context;
  const addresses = createPodAddresses(store.list('pods'));
  /** Only pods on their way somewhere are remembered; a steady pod is read back from its status. */
  const runtimes = new Map<string, PodRuntime>();
  const stoppingSince = new Map<string, number>();
  const images = new Set<string>();
  for (const pod of store.list('pods')) rememberImages(images, pod);

  const queue = createWorkQueue({
    clock,
    reconcile,
    reportError: (error, key) => context.reportError(error, `pod ${key}`),
  });

  function reconcile(key: string) {
    const { namespace, name } = parseKey(key);
    const pod = store.get('pods', namespace, name);
    if (!pod?.spec.nodeName) return;
    const node = store.get('nodes', undefined, pod.spec.nodeName);
    if (!node) {
      // The pod garbage collector removes what is bound to a node that no longer exists.
      store.raw.delete('pods', namespace, name, { gracePeriodSeconds: 0 });
      return;
    }
    if (!isNodeReachable(node)) return;
    if (pod.metadata.deletionTimestamp) stop(pod);
    else if (!isPodFinished(pod)) run(pod, node);
  }

  function run(pod: Pod, node: Node) {
    const uid = pod.metadata.uid ?? keyOf(pod);
    const nowMs = clock.nowMs();
    const nodeName = node.metadata.name;
    const missingVolume = missingClaimOf(pod);
    if (missingVolume) {
      queue.add(keyOf(pod), 2_000);
      return;
    }
    const runtime =
      runtimes.get(uid) ?? restorePodRuntime(pod, nowMs, afflictions);
    const step = stepPod(pod, runtime, nowMs, image =>
      images.has(`${nodeName}|${image}`),
    );
    const hostIP = addressOf(node);
    const podIP =
      pod.status?.podIP ??
      (pod.spec.hostNetwork ? hostIP : addresses.assign(node));
    store.update('pods', pod, latest => ({
      ...latest,
      status: podStatusOf(latest, step.runtime, { podIP, hostIP }, nowMs),
    }));
    for (const event of step.events) {
      record(pod, event, event.container);
      if (event.reason === 'Started') rememberImages(images, pod);
    }
    reportProbes(pod, step.runtime, nowMs);
    if (step.dueMs === undefined) runtimes.delete(uid);
    else {
      runtimes.set(uid, step.runtime);
      queue.add(keyOf(pod), Math.max(1, step.dueMs - nowMs));
    }
  }

  function stop(pod: Pod) {
    const uid = pod.metadata.uid ?? keyOf(pod);
    const nowMs = clock.nowMs();
    if (!stoppingSince.has(uid)) {
      stoppingSince.set(uid, nowMs);
      for (const status of pod.status?.containerStatuses ?? []) {
        if (status.state.running) {
          const message = `Stopping container ${status.name}`;
          record(
            pod,
            { type: 'Normal', reason: 'Killing', message },
            status.name,
          );
        }
      }
    }
    const ignores =
      pod.metadata.annotations?.[BEHAVIOUR_ANNOTATIONS.IGNORE_SIGTERM] ===
      'true';
    const shutdownMs = ignores
      ? Infinity
      : 800 + fractionOf(`${uid}/stop`) * 2_200;
    const dueMs = stoppedAtMs(pod, stoppingSince.get(uid) ?? nowMs, shutdownMs);
    if (dueMs > nowMs) {
      queue.add(keyOf(pod), dueMs - nowMs);
      return;
    }
    store.delete('pods', pod, { gracePeriodSeconds: 0 });
  }

  function missingClaimOf(pod: Pod) {
    return pod.spec.volumes?.find(volume => {
      const name = volume.persistentVolumeClaim?.claimName;
      if (name === undefined) return false;
      const claim = store.get(
        'persistentvolumeclaims',
        pod.metadata.namespace,
        name,
      );
      return claim?.status?.phase !== 'Bound';
    });
  }

  function reportProbes(pod: Pod, runtime: PodRuntime, nowMs: number) {
    for (const each of runtime.main) {
      const { probeFailure } = behaviourOf(pod, each);
      if (!probeFailure || each.phase.kind !== 'running') continue;
      if (nowMs - each.phase.startedAtMs < 5_000) continue;
      record(
        pod,
        {
          type: 'Warning',
          reason: 'Unhealthy',
          message: `Readiness probe failed: ${probeFailure}`,
        },
        each.container.name,
      );
    }
  }

  function record(
    pod: Pod,
    event: { type: 'Normal' | 'Warning'; reason: string; message: string },
    container: string,
  ) {
    return events.record(pod, {
      type: event.type,
      reason: event.reason,
      message: event.message,
      component: COMPONENT,
      host: pod.spec.nodeName,
      fieldPath: `spec.containers{${container}}`,
    });
  }
  for (const pod of store.list('pods')) {
    if (!isSteady(pod)) queue.add(keyOf(pod));
  }
  const unsubscribers = [
    store.subscribe('pods', ({ kind, object, previous }) => {
      if (kind === 'deleted') {
        const uid = object.metadata.uid ?? '';
        runtimes.delete(uid);
        stoppingSince.delete(uid);
        addresses.release(object);
        return;
      }
      // A pod's own status writes come back here and ask for nothing.
      const isNews =
        !previous ||
        previous.spec !== object.spec ||
        previous.metadata.deletionTimestamp !==
          object.metadata.deletionTimestamp ||
        previous.metadata.annotations !== object.metadata.annotations;
      // Ephemeral containers come to a pod that runs.
      if (previous && previous.spec !== object.spec)
        runtimes.delete(object.metadata.uid ?? '');
      if (object.spec.nodeName && isNews) queue.add(keyOf(object));
    }),
    store.subscribe('nodes', ({ object, previous, kind }) => {
      const isBack =
        kind === 'deleted' ||
        (previous && !isNodeReachable(previous) && isNodeReachable(object));
      if (!isBack) return;
      for (const pod of store.list('pods')) {
        if (pod.spec.nodeName === object.metadata.name) queue.add(keyOf(pod));
      }
    }),
  ];
  if (afflictions) {
    unsubscribers.push(
      afflictions.subscribe(pod => {
        // What runs is read back from its status, as after a restart of the kubelet.
        runtimes.delete(pod.metadata.uid ?? '');
        queue.add(keyOf(pod));
      }),
    );
  }
  return {
    dispose: () => {
      unsubscribers.forEach(unsubscribe => unsubscribe());
      queue.dispose();
      runtimes.clear();
    },
  };
}

/** Nothing will happen to the pod by itself. */
function isSteady(pod: Pod): boolean {
  if (pod.metadata.deletionTimestamp) return false;
  const { annotations = {}, ownerReferences = [] } = pod.metadata;
  return (
    isPodFinished(pod) ||
    (isPodReady(pod) &&
      !ownerReferences.some(owner => owner.kind === 'Job') &&
      !Object.keys(annotations).some(key => key.startsWith('orrery-sim/')))
  );
}

function rememberImages(images: Set<string>, pod: Pod): void {
  const started = new Set(
    [
      ...(pod.status?.containerStatuses ?? []),
      ...(pod.status?.initContainerStatuses ?? []),
      ...(pod.status?.ephemeralContainerStatuses ?? []),
    ]
      .filter(status => status.imageID !== '')
      .map(status => status.image),
  );
  for (const image of started) images.add(`${pod.spec.nodeName}|${image}`);
}

function addressOf(node: Node): string {
  return (
    node.status?.addresses?.find(address => address.type === 'InternalIP')
      ?.address ?? '10.0.0.1'
  );
}

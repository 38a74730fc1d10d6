import { toTimestamp } from '../../controllers/ControllerContext';
import { createPodFromTemplate } from '../../controllers/createPodFromTemplate';
import type { ReplicaSet } from '../../controllers/kinds/Deployment';
import type { Node } from '../../controllers/kinds/Node';
import type { Pod } from '../../controllers/kinds/Pod';
import type { ContainerPhase } from '../../controllers/kubelet/containerRuntime';
import { podStatusOf } from '../../controllers/kubelet/podRuntime';
import { parseKind } from '../../controllers/TypedStore';
import { createRandom, randomSuffix } from '../../random/createRandom';
import type { IncidentScene } from './IncidentScene';

/** From creation to running, and to ready. */
const START_MS = 3_000;
const READY_MS = 6_000;

/** Stores a pod of a ReplicaSet that was created and scheduled at a moment in the past; its kubelet gives it an address. */
export function createPastPod(
  scene: IncidentScene,
  replicaSet: ReplicaSet,
  options: {
    readonly node: Node;
    readonly createdMs: number;
    /** Of the main container; running and ready when missing. */
    readonly phase?: ContainerPhase;
  },
): Pod {
  const { node, createdMs } = options;
  const prefix = `${replicaSet.metadata.name}-`;
  const random = createRandom(`${scene.incident.id}/${prefix}/${createdMs}`);
  let name = prefix + randomSuffix(random);
  while (scene.store.get('pods', replicaSet.metadata.namespace, name))
    name = prefix + randomSuffix(random);
  const made = createPodFromTemplate(
    replicaSet,
    replicaSet.spec.template,
    name,
    { generateName: prefix },
  );
  const created = toTimestamp(createdMs);
  const pod: Pod = {
    ...made,
    metadata: { ...made.metadata, creationTimestamp: created },
    spec: { ...made.spec, nodeName: node.metadata.name },
    status: {
      startTime: created,
      conditions: [
        { type: 'PodScheduled', status: 'True', lastTransitionTime: created },
      ],
    },
  };
  const running: ContainerPhase = {
    kind: 'running',
    startedAtMs: createdMs + START_MS,
    isReady: true,
    untilMs: Infinity,
  };
  const {
    podIP: _podIP,
    podIPs: _podIPs,
    ...status
  } = podStatusOf(
    pod,
    {
      init: (pod.spec.initContainers ?? []).map(container => ({
        container,
        isInit: true,
        restartCount: 0,
        phase: {
          kind: 'finished',
          state: {
            exitCode: 0,
            reason: 'Completed',
            startedAt: toTimestamp(createdMs + 1_000),
            finishedAt: toTimestamp(createdMs + 2_000),
          },
        },
      })),
      main: pod.spec.containers.map((container, index) => ({
        container,
        isInit: false,
        restartCount: 0,
        phase: index === 0 ? options.phase ?? running : running,
      })),
    },
    { podIP: '', hostIP: addressOf(node) },
    createdMs + READY_MS,
  );
  const stored = parseKind(
    'pods',
    scene.store.raw.create('pods', { ...pod, status }, { seeding: true }),
  );
  recordStart(scene, stored, createdMs, options.phase === undefined);
  return stored;
}

function recordStart(
  scene: IncidentScene,
  pod: Pod,
  createdMs: number,
  isRunning: boolean,
): void {
  const { name, namespace } = pod.metadata;
  scene.record(
    pod,
    {
      type: 'Normal',
      reason: 'Scheduled',
      message: `Successfully assigned ${namespace}/${name} to ${pod.spec.nodeName}`,
      component: 'default-scheduler',
    },
    { atMs: createdMs },
  );
  const [main] = pod.spec.containers;
  const say = (reason: string, message: string) =>
    scene.record(
      pod,
      {
        type: 'Normal',
        reason,
        message,
        component: 'kubelet',
        host: pod.spec.nodeName,
        fieldPath: `spec.containers{${main.name}}`,
      },
      { atMs: createdMs + START_MS },
    );
  if (!isRunning) return;
  say('Pulled', `Container image "${main.image}" already present on machine`);
  say('Created', `Created container: ${main.name}`);
  say('Started', `Started container ${main.name}`);
}

function addressOf(node: Node): string {
  return (
    node.status?.addresses?.find(each => each.type === 'InternalIP')?.address ??
    ''
  );
}

import { toTimestamp } from '../../controllers/ControllerContext';
import type { Pod } from '../../controllers/kinds/Pod';
import { podStatusOf } from '../../controllers/kubelet/podRuntime';
import { cpuCoresOf, type KubernetesObject } from '@orrery/kubernetes-model';
import { createRandom, randomSuffix } from '../../random/createRandom';
import { StatusError } from '../../status/StatusError';
import type { Enactment, IncidentScene } from './IncidentScene';

/** Of the cores of the node, at full intensity. */
const CPU_SHARE = 0.65;
const NAMESPACE = 'data';

/**
 * Noisy neighbour: somebody starts a pod by hand on a node that works on all the cores it can get, without a limit.
 * Mended by deleting it.
 */
export function crowdNode(scene: IncidentScene): Enactment {
  const { incident, store } = scene;
  const node = store.get('nodes', undefined, incident.target.name);
  if (!node)
    throw new StatusError(
      'BadRequest',
      `node ${incident.target.name} not found`,
    );
  const namespace = store.get('namespaces', undefined, NAMESPACE)
    ? NAMESPACE
    : 'default';
  const name = `media-transcode-${randomSuffix(
    createRandom(incident.id + node.metadata.name),
  )}`;
  const cores = cpuCoresOf(node.status?.capacity?.cpu) ?? 4;
  const threads = Math.max(
    1,
    Math.round(cores * CPU_SHARE * incident.intensity),
  );

  function neighbour(): Pod {
    const created = toTimestamp(incident.startMs);
    const pod: Pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        namespace,
        labels: { run: name },
        creationTimestamp: created,
      },
      spec: {
        restartPolicy: 'Never',
        terminationGracePeriodSeconds: 30,
        nodeName: node?.metadata.name,
        tolerations: [{ operator: 'Exists' }],
        containers: [
          {
            name,
            image: 'media/ffmpeg:7.1',
            args: [
              'ffmpeg',
              '-threads',
              String(threads),
              '-i',
              '/in/catalogue-2160p.mov',
              '/out/catalogue.webm',
            ],
            resources: { requests: { cpu: '100m', memory: '256Mi' } },
          },
        ],
      },
      status: {
        phase: 'Pending',
        startTime: created,
        conditions: [
          { type: 'PodScheduled', status: 'True', lastTransitionTime: created },
        ],
      },
    };
    if (scene.nowMs() - incident.startMs < 10_000) return pod;
    const {
      podIP: _podIP,
      podIPs: _podIPs,
      ...status
    } = podStatusOf(
      pod,
      {
        init: [],
        main: [
          {
            container: pod.spec.containers[0],
            isInit: false,
            restartCount: 0,
            phase: {
              kind: 'running',
              startedAtMs: incident.startMs + 4_000,
              isReady: true,
              untilMs: Infinity,
            },
          },
        ],
      },
      { podIP: '', hostIP: '' },
      incident.startMs + 4_000,
    );
    return { ...pod, status };
  }

  function recordStart(pod: KubernetesObject): void {
    const say = (reason: string, message: string) =>
      scene.record(
        pod,
        {
          type: 'Normal',
          reason,
          message,
          component: 'kubelet',
          host: node?.metadata.name,
          fieldPath: `spec.containers{${name}}`,
        },
        { atMs: incident.startMs + 4_000 },
      );
    say('Created', `Created container: ${name}`);
    say('Started', `Started container ${name}`);
  }

  return {
    begin: () => {
      const made = neighbour();
      const pod = store.raw.create('pods', made, { seeding: true });
      if (made.status?.phase === 'Running') recordStart(pod);
    },
    end: () => {
      const pod = store.get('pods', namespace, name);
      if (pod) store.delete('pods', pod);
    },
  };
}

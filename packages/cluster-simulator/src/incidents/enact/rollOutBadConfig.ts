import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { Pod } from '../../controllers/kinds/Pod';
import type { ContainerBehaviour } from '../../controllers/kubelet/containerBehaviour';
import { fractionOf } from '../../random/createRandom';
import { stringAt } from '../../json/readJson';
import type { Enactment, IncidentScene } from './IncidentScene';
import { isPodOf, podsOfTarget } from './podsOfTarget';
import { rollOutForNow } from './rollOutForNow';
import { writePodRuns } from './writePodRuns';

const KEY = 'service.yaml';
const CHECKSUM = 'checksum/config';

/**
 * Bad configuration: the ConfigMap of the service changes and its pods are rolled out with it (a checksum annotation, as
 * charts do). They become ready, fail requests and crash after some minutes. Mended by putting both back.
 */
export function rollOutBadConfig(scene: IncidentScene): Enactment {
  const { incident, store } = scene;
  const { target } = incident;
  const rollout = rollOutForNow(scene);
  let textBefore: string | undefined;

  function configMap(): KubernetesObject | undefined {
    return target.kind === 'Service'
      ? store.get('configmaps', target.namespace, `${target.name}-config`)
      : undefined;
  }

  function writeConfig(text: string): void {
    const found = configMap();
    if (!found) return;
    store.update('configmaps', found, current => ({
      ...current,
      data: { ...(current.data as object | undefined), [KEY]: text },
    }));
  }

  /** A process dies of the first request that it cannot route. */
  function exitOf(pod: Pod, restartCount: number): ContainerBehaviour['exit'] {
    const luck = fractionOf(
      `${pod.metadata.uid}/${incident.id}/${restartCount}`,
    );
    return {
      afterMs: (70_000 + 260_000 * luck) / incident.intensity,
      exitCode: 1,
      reason: 'Error',
    };
  }

  /** The old pods still have the old configuration. */
  function isNew(pod: Pod): boolean {
    const sum = rollout.template()?.metadata?.annotations?.[CHECKSUM];
    return sum !== undefined && pod.metadata.annotations?.[CHECKSUM] === sum;
  }

  return {
    begin: () => {
      const found = configMap();
      textBefore = found && stringAt(found, 'data', KEY);
      writeConfig(
        `${
          textBefore ?? ''
        }routing:\n  table: ""\nupstream:\n  timeout: "2500"\n`,
      );
      const { startMs } = incident;
      rollout.out({
        atMs: startMs,
        cause: `helm upgrade ${target.name} --set upstream.timeout=2500`,
        change: template => ({
          ...template,
          metadata: {
            ...template.metadata,
            annotations: {
              ...template.metadata?.annotations,
              [CHECKSUM]: checksumOf(`${incident.id}/${startMs}`),
            },
          },
        }),
      });
      for (const pod of podsOfTarget(scene).filter(isNew))
        writePodRuns(scene, pod, restartCount => exitOf(pod, restartCount));
      scene.afflict((pod, run) =>
        target.kind === 'Service' &&
        pod.metadata.namespace === target.namespace &&
        isPodOf(pod, target.name) &&
        run.container === pod.spec.containers[0].name &&
        isNew(pod)
          ? { exit: exitOf(pod, run.restartCount) }
          : undefined,
      );
      scene.notice(podsOfTarget(scene).filter(isNew));
    },
    end: atMs => {
      scene.relieve();
      if (textBefore !== undefined) writeConfig(textBefore);
      rollout.back(atMs);
      scene.notice(podsOfTarget(scene));
    },
  };
}

/** Looks like the checksum that charts put there; an identity, not a digest. */
function checksumOf(text: string): string {
  return Array.from({ length: 8 }, (_, part) =>
    Math.floor(fractionOf(`${text}/${part}`) * 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('');
}

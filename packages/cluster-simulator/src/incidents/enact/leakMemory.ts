import { leakedAtMs, leakKeyOf } from '@orrery/telemetry-model';
import type { Pod } from '../../controllers/kinds/Pod';
import type { ContainerBehaviour } from '../../controllers/kubelet/containerBehaviour';
import type { Enactment, IncidentScene } from './IncidentScene';
import { isPodOf, podsOfTarget } from './podsOfTarget';
import { restarted, rollOut } from './rollOut';
import { writePodRuns } from './writePodRuns';

/**
 * Memory leak: the kubelet kills the main container of each pod of the service for memory when the telemetry model says
 * that it has reached its limit. Mended by a restart of the rollout.
 */
export function leakMemory(scene: IncidentScene): Enactment {
  const { incident, store } = scene;
  const { target } = incident;

  function exitOf(
    pod: Pod,
    restartCount: number,
    startedAtMs: number,
  ): ContainerBehaviour['exit'] {
    const killedMs = leakedAtMs(
      incident,
      leakKeyOf(pod.metadata.uid ?? '', incident),
      restartCount,
      startedAtMs,
    );
    return {
      afterMs: killedMs - startedAtMs,
      exitCode: 137,
      reason: 'OOMKilled',
    };
  }

  return {
    begin: () => {
      for (const pod of podsOfTarget(scene))
        writePodRuns(scene, pod, (restartCount, startedAtMs) =>
          exitOf(pod, restartCount, startedAtMs),
        );
      scene.afflict((pod, run) =>
        target.kind === 'Service' &&
        pod.metadata.namespace === target.namespace &&
        isPodOf(pod, target.name) &&
        run.container === pod.spec.containers[0].name
          ? { exit: exitOf(pod, run.restartCount, run.startedAtMs) }
          : undefined,
      );
      scene.notice(podsOfTarget(scene));
    },
    end: atMs => {
      scene.relieve();
      scene.notice(podsOfTarget(scene));
      const isDeployment =
        target.kind === 'Service' &&
        store.get('deployments.apps', target.namespace, target.name);
      if (isDeployment)
        rollOut(scene, { atMs, change: template => restarted(template, atMs) });
    },
  };
}

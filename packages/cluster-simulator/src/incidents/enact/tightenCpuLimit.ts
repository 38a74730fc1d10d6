import { cpuCoresOf } from '@orrery/kubernetes-model';
import { tightCpuLimit } from '@orrery/telemetry-model';
import type { Container } from '../../controllers/kinds/Pod';
import type { Enactment, IncidentScene } from './IncidentScene';
import { podsOfTarget } from './podsOfTarget';
import { withMain } from './rollOut';
import { rollOutForNow } from './rollOutForNow';

/** Looked at to learn what a container uses. */
const SAMPLES = 5;

/**
 * CPU throttling: a rollout lowers the CPU limit of the main container below what it used at the time. Mended by
 * undoing it.
 */
export function tightenCpuLimit(scene: IncidentScene): Enactment {
  const rollout = rollOutForNow(scene);
  const { startMs, target } = scene.incident;
  return {
    begin: () =>
      rollout.out({
        atMs: startMs,
        cause: `kubectl set resources deployment/${target.name} --limits=cpu`,
        change: template =>
          withMain(template, container => {
            const cores = limitOf(scene, container);
            const cpu = `${Math.max(3, Math.round(cores * 1_000))}m`;
            const { resources } = container;
            return {
              resources: {
                requests: { ...resources?.requests, cpu },
                limits: { ...resources?.limits, cpu },
              },
            };
          }),
      }),
    end: rollout.back,
  };
}

function limitOf(scene: IncidentScene, { name, resources }: Container): number {
  const { incident } = scene;
  const used = podsOfTarget(scene)
    .slice(0, SAMPLES)
    .flatMap(pod => scene.cpuCoresAt(pod, name, incident.startMs) ?? [])
    .sort((a, b) => a - b);
  const usual = used[Math.floor(used.length / 2)];
  return usual === undefined
    ? tightCpuLimit(cpuCoresOf(resources?.requests?.cpu), incident)
    : usual * (1 - 0.45 * incident.intensity);
}

import { cpuCoresOf } from '@orrery/kubernetes-model';
import type { Enactment, IncidentScene } from './IncidentScene';
import { withMain } from './rollOut';
import { rollOutForNow } from './rollOutForNow';

/** CPU throttling: a rollout lowers the CPU limit of the main container below what it needs. Mended by undoing it. */
export function tightenCpuLimit(scene: IncidentScene): Enactment {
  const rollout = rollOutForNow(scene);
  const { intensity, startMs, target } = scene.incident;
  return {
    begin: () =>
      rollout.out({
        atMs: startMs,
        cause: `kubectl set resources deployment/${target.name} --limits=cpu`,
        change: template =>
          withMain(template, ({ resources }) => {
            const requested = cpuCoresOf(resources?.requests?.cpu) ?? 0.1;
            const millis = Math.max(
              5,
              Math.round(requested * (0.7 - 0.3 * intensity) * 1_000),
            );
            return {
              resources: {
                requests: { ...resources?.requests, cpu: `${millis}m` },
                limits: { ...resources?.limits, cpu: `${millis}m` },
              },
            };
          }),
      }),
    end: rollout.back,
  };
}

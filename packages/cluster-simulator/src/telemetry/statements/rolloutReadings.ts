import type { KubernetesObject } from '@orrery/kubernetes-model';
import { numberAt, stringAt, valueAt } from '../../json/readJson';
import { statusNumber, type Reading } from './Reading';

/** `rollout_info*`: what Argo Rollouts says of a Rollout. */
export function readRollout(rollout: KubernetesObject): readonly Reading[] {
  const { name, namespace = '' } = rollout.metadata;
  const desired = numberAt(rollout, 'spec', 'replicas') ?? 1;
  const available = statusNumber(rollout, 'availableReplicas');
  const isBlueGreen =
    valueAt(rollout, 'spec', 'strategy', 'blueGreen') !== undefined;
  const replicas = (what: string, value: number): Reading => ({
    family: `rollout_info_replicas_${what}`,
    labels: { namespace, name },
    value,
  });
  return [
    {
      family: 'rollout_info',
      value: 1,
      labels: {
        namespace,
        name,
        strategy: isBlueGreen ? 'blueGreen' : 'canary',
        traffic_router: routerOf(rollout),
        phase: stringAt(rollout, 'status', 'phase') || 'Progressing',
      },
    },
    replicas('desired', desired),
    replicas('available', available),
    replicas('unavailable', Math.max(0, desired - available)),
    replicas('updated', statusNumber(rollout, 'updatedReplicas')),
  ];
}

/** `analysis_run_info`. */
export function readAnalysisRun(run: KubernetesObject): readonly Reading[] {
  const { name, namespace = '' } = run.metadata;
  const phase = stringAt(run, 'status', 'phase') || 'Pending';
  return [
    {
      family: 'analysis_run_info',
      value: 1,
      labels: { namespace, name, phase },
    },
  ];
}

function routerOf(rollout: KubernetesObject): string {
  const routing = valueAt(
    rollout,
    'spec',
    'strategy',
    'canary',
    'trafficRouting',
  );
  const names = typeof routing === 'object' && routing ? routing : {};
  return (
    Object.keys(names).find(
      each => each !== 'managedRoutes' && each !== 'maxTrafficWeight',
    ) ?? ''
  );
}

import {
  recordAt,
  recordsAt,
  stringAt,
  stringsAt,
  type JsonRecord,
} from '@orrery/kubernetes-model';
import { mergePatchBetween } from '../../reconciling/mergePatchBetween';
import { refOf } from '../../reconciling/refOf';
import type { ReplicaSets } from '../ReplicaSet';
import type { CanaryStrategy } from '../Rollout';
import { MANAGER, type RolloutContext } from '../RolloutContext';
import type { RolloutStatus } from '../RolloutStatus';
import { currentStep, currentWeight, weightBefore } from './canaryWeight';

type Weights = NonNullable<NonNullable<RolloutStatus['canary']>['weights']>;

const virtualServiceVersions = ['v1', 'v1beta1', 'v1alpha3'];

/**
 * The weights of canary and stable traffic, written into Istio's VirtualServices where the cluster serves the kind.
 * Other meshes and ingresses have no objects here: their weights stand in the status alone.
 */
export async function routeTraffic(
  context: RolloutContext,
  strategy: CanaryStrategy,
  sets: ReplicaSets,
  draft: RolloutStatus,
  isAtStep: boolean,
): Promise<Weights | undefined> {
  if (!strategy.trafficRouting || !sets.current || !sets.stable) {
    return undefined;
  }
  const weight = trafficWeight(strategy, sets, draft, isAtStep);
  await writeVirtualServices(context, strategy, weight);
  const before = draft.canary?.weights?.canary.weight;
  if ((before ?? 0) !== weight) {
    context.record(
      'Normal',
      'TrafficWeightUpdated',
      `Traffic weight updated from ${before ?? 0} to ${weight}`,
    );
  }
  return {
    canary: {
      weight,
      podTemplateHash: sets.current.hash,
      serviceName: strategy.canaryService,
    },
    stable: {
      weight: 100 - weight,
      podTemplateHash: sets.stable.hash,
      serviceName: strategy.stableService,
    },
  };
}

/** A canary without pods gets nothing, one that still grows keeps the weight of the step before. */
function trafficWeight(
  strategy: CanaryStrategy,
  sets: ReplicaSets,
  draft: RolloutStatus,
  isAtStep: boolean,
): number {
  const { current, stable } = sets;
  if (current === stable || !current || current.availableReplicas === 0) {
    return 0;
  }
  if (draft.abort) return 0;
  if (isAtStep || draft.promoteFull) {
    return draft.promoteFull && !isAtStep
      ? draft.canary?.weights?.canary.weight ?? 0
      : currentWeight(strategy, draft);
  }
  const index = currentStep(strategy, draft)
    ? draft.currentStepIndex ?? 0
    : strategy.steps.length;
  return weightBefore(strategy, index);
}

async function writeVirtualServices(
  { cluster, rollout }: RolloutContext,
  strategy: CanaryStrategy,
  weight: number,
): Promise<void> {
  const istio = recordAt(strategy.trafficRouting, 'istio');
  const single = recordAt(istio, 'virtualService');
  const wanted = [
    ...(single ? [single] : []),
    ...recordsAt(istio, 'virtualServices'),
  ];
  for (const each of wanted) {
    const virtualService = virtualServiceVersions
      .map(version =>
        cluster.get({
          apiVersion: `networking.istio.io/${version}`,
          kind: 'VirtualService',
          namespace: rollout.namespace,
          name: stringAt(each, 'name') ?? '',
        }),
      )
      .find(found => found !== undefined);
    if (!virtualService) continue;
    const names = stringsAt(each, 'routes');
    const before = recordsAt(virtualService, 'spec', 'http');
    const http = before.map(route =>
      names.length === 0 || names.includes(stringAt(route, 'name') ?? '')
        ? withWeights(route, strategy, weight)
        : route,
    );
    if (mergePatchBetween(before, http) === undefined) continue;
    await cluster.mergePatch(
      refOf(virtualService),
      { spec: { http } },
      { manager: MANAGER },
    );
  }
}

function withWeights(
  route: JsonRecord,
  strategy: CanaryStrategy,
  weight: number,
): JsonRecord {
  const isHost = (destination: JsonRecord, service: string | undefined) => {
    const host = stringAt(destination, 'destination', 'host');
    return (
      service !== undefined &&
      (host === service || host?.startsWith(`${service}.`) === true)
    );
  };
  return {
    ...route,
    route: recordsAt(route, 'route').map(destination => {
      if (isHost(destination, strategy.canaryService)) {
        return { ...destination, weight };
      }
      return isHost(destination, strategy.stableService)
        ? { ...destination, weight: 100 - weight }
        : destination;
    }),
  };
}

import {
  crossplaneObjects,
  fluxObjects,
  rolloutsObjects,
  seedClusterClaim,
} from '@orrery/delivery-simulator';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import { toTimestamp } from '../../controllers/ControllerContext';
import type { DeliveryTool } from '../../fleet/deliveryServices';
import { DAY_MS, momentAgo, type SeedContext } from '../../fleet/SeedContext';
import { resourceIdOf } from './resourceIdOf';
import { seedRollout } from './seedRollout';
import { rolloutServices } from './rolloutServices';

/** Stores what the tools of a cluster have brought along and made in the past: their definitions first. */
export function seedDelivery(
  context: SeedContext,
  tools: readonly DeliveryTool[],
): void {
  const creationTimestamp = toTimestamp(
    momentAgo(context, 180 * DAY_MS, 220 * DAY_MS),
  );
  const seedAll = (objects: readonly KubernetesObject[]) => {
    for (const object of objects) {
      if (object.kind === 'Namespace') continue;
      const { metadata } = object;
      seedObject(context, {
        ...object,
        metadata: { creationTimestamp, ...metadata },
      });
    }
  };
  if (tools.includes('rollouts')) {
    seedAll(rolloutsObjects());
    for (const service of rolloutServices(context.cluster.name))
      seedRollout(context, service);
  }
  if (tools.includes('flux')) seedAll(fluxObjects());
  if (tools.includes('crossplane')) {
    seedAll(crossplaneObjects());
    seedClaims(context);
  }
}

/** Two clusters that teams have asked the platform for. */
function seedClaims(context: SeedContext): void {
  const { nowMs } = context;
  const seed = (object: KubernetesObject) => seedObject(context, object);
  seedClusterClaim(
    {
      namespace: 'data',
      name: 'analytics',
      provider: 'eks',
      region: 'eu-west-1',
      version: '1.32',
      nodes: { count: 6, size: 'large' },
      createdAtMs: momentAgo(context, 40 * DAY_MS, 60 * DAY_MS),
      nowMs,
      suffix: 'x7k2p',
    },
    seed,
  );
  seedClusterClaim(
    {
      namespace: 'search',
      name: 'training',
      provider: 'gke',
      region: 'europe-west3',
      version: '1.33',
      nodes: { count: 3, size: 'medium' },
      createdAtMs: momentAgo(context, 8 * DAY_MS, 12 * DAY_MS),
      nowMs,
      suffix: 'f4wq9',
    },
    seed,
  );
}

function seedObject(
  context: SeedContext,
  object: KubernetesObject,
): KubernetesObject {
  return context.seed(resourceIdOf(object), object);
}

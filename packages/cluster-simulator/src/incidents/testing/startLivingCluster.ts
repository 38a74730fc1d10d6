import type { TelemetryAgent } from '@orrery/telemetry-model';
import { createAdmission } from '../../admission/createAdmission';
import {
  createManualClock,
  type ManualClock,
} from '../../clock/createManualClock';
import { startControllers } from '../../controllers/startControllers';
import {
  createTypedStore,
  type TypedStore,
} from '../../controllers/TypedStore';
import { CLUSTERS } from '../../fleet/ClusterBlueprint';
import { seedCluster } from '../../fleet/seedCluster';
import { createRandom } from '../../random/createRandom';
import { builtInResources } from '../../resources/builtInResources';
import { ResourceRegistry } from '../../resources/ResourceRegistry';
import { createClusterStore } from '../../store/createClusterStore';
import {
  createLivingTelemetry,
  type LivingTelemetry,
} from '../../telemetry/createLivingTelemetry';
import { createMetricsSource } from '../../telemetry/createMetricsSource';
import { ClusterIncidents } from '../ClusterIncidents';
import { createIncidentActor } from '../enact/createIncidentActor';
import { createPodAfflictions } from '../enact/createPodAfflictions';

/** A cluster of the fleet with controllers, telemetry and incidents, on a clock driven by hand. */
export interface LivingCluster {
  readonly clock: ManualClock;
  readonly store: TypedStore;
  readonly living: LivingTelemetry;
  readonly incidents: ClusterIncidents;
  readonly agents: readonly TelemetryAgent[];
  /** What controllers and incidents failed with. */
  readonly errors: readonly unknown[];
  dispose(): void;
}

export function startLivingCluster(
  name = 'edge',
  { isAutoscaled = false } = {},
): LivingCluster {
  const clock = createManualClock();
  const raw = createClusterStore({ clock, random: createRandom('store') });
  const [cluster] = CLUSTERS.filter(each => each.name === name);
  seedCluster({ store: raw, cluster, seed: 1, rootCertificate: 'certificate' });
  const store = createTypedStore(raw);
  const errors: unknown[] = [];
  const reportError = (error: unknown) => errors.push(error);
  const living = createLivingTelemetry({
    store,
    clock,
    seed: 1,
    cluster: name,
    ...cluster.telemetry,
  });
  const afflictions = createPodAfflictions();
  const metrics = createMetricsSource({
    store,
    clock,
    telemetry: () => living.now(),
  });
  const controllers = startControllers({
    store: raw,
    admission: createAdmission(raw),
    random: createRandom('controllers'),
    reportError,
    namespacedResources: () => ['pods', 'events'],
    rootCertificate: 'certificate',
    afflictions,
    ...(isAutoscaled
      ? {
          autoscaling: {
            registry: new ResourceRegistry(builtInResources()),
            usageOf: pod => metrics.podUsage(pod),
          },
        }
      : {}),
  });
  const actor = createIncidentActor({
    store,
    clock,
    telemetry: living,
    afflictions,
    reportError,
  });
  clock.advance(5_000);
  return {
    clock,
    store,
    living,
    incidents: new ClusterIncidents(living, () => clock.nowMs(), actor),
    agents: cluster.telemetry.agents,
    errors,
    dispose: () => {
      actor.dispose();
      controllers.dispose();
      living.dispose();
    },
  };
}

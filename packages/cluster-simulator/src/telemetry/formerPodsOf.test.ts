import { createManualClock } from '../clock/createManualClock';
import { createTypedStore } from '../controllers/TypedStore';
import { CLUSTERS } from '../fleet/ClusterBlueprint';
import { seedCluster } from '../fleet/seedCluster';
import { createRandom } from '../random/createRandom';
import { createClusterStore } from '../store/createClusterStore';
import { createLivingTelemetry } from './createLivingTelemetry';

const HOUR_MS = 3_600_000;

function livingEdge() {
  const [cluster] = CLUSTERS.filter(each => each.name === 'edge');
  const clock = createManualClock();
  const raw = createClusterStore({ clock, random: createRandom('store') });
  seedCluster({ store: raw, cluster, seed: 1, rootCertificate: 'x' });
  const store = createTypedStore(raw);
  return { clock, telemetry: createLivingTelemetry({ store, clock, seed: 1 }) };
}

describe('formerPodsOf()', () => {
  it('leaves no day on which a deployment had fewer pods than it wants', () => {
    const { clock, telemetry } = livingEdge();
    const { pods, traffic } = telemetry.now();
    const short = traffic.graph.services.flatMap(service => {
      if (service.kind !== 'Deployment') return [];
      const own = pods.filter(
        pod => pod.service === `${service.namespace}/${service.name}`,
      );
      // Before a node was lost, an hour ago.
      const hours = Array.from({ length: 240 }, (_, hour) => hour + 2);
      const lacking = hours.filter(hour => {
        const atMs = clock.nowMs() - hour * HOUR_MS;
        const ready = own.filter(pod =>
          pod.ready.some(
            ({ fromMs, toMs = Infinity }) => fromMs <= atMs && atMs < toMs,
          ),
        );
        return ready.length < service.replicas;
      });
      return lacking.length > 0 ? [`${service.name}: ${lacking}`] : [];
    });
    expect(short).toEqual([]);
    telemetry.dispose();
  });

  it('lets pods on a lost node be ready until it was lost', () => {
    const { clock, telemetry } = livingEdge();
    const lost = telemetry
      .now()
      .series('kube_pod_status_ready', labels => labels.condition === 'true')
      .map(series =>
        series.sample(
          Float64Array.of(clock.nowMs() - 2 * HOUR_MS, clock.nowMs()),
        ),
      )
      .filter(([before, now]) => before === 1 && now === 0);
    expect(lost.length).toBeGreaterThan(5);
    telemetry.dispose();
  });
});

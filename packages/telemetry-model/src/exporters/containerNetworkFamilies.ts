import { fractionOf } from '../noise/hash';
import type { TelemetryContext } from '../series/TelemetryContext';
import type { WorldPod } from '../world/WorldPod';
import { cgroupLabels } from './cgroupLabels';
import { defineFamily, type Family, type SeriesPlan } from './defineFamilies';
import { kubeletTarget } from './scrapeTargets';

const NETWORKS = 'eth0';

/** Network counters belong to the pod's sandbox: no container, one interface, they outlive restarts. */
function networkPlans(
  reading: (requests: number, seconds: number, traffic: PodTraffic) => number,
): (context: TelemetryContext) => readonly SeriesPlan[] {
  return context =>
    context.meters().flatMap(meter => {
      const { pod } = meter;
      const node = context.nodeOf(pod.node);
      if (!node || meter.container !== pod.containers[0] || pod.usesHostNetwork)
        return [];
      const [first] = meter.container.runs;
      if (!first) return [];
      const sandbox = { fromMs: first.fromMs, toMs: pod.deletedAtMs };
      const traffic = podTrafficOf(pod);
      return [
        {
          labels: {
            ...kubeletTarget(node, '/metrics/cadvisor'),
            namespace: pod.namespace,
            pod: pod.name,
            interface: NETWORKS,
            image: 'registry.k8s.io/pause:3.10',
            ...cgroupLabels(pod.uid, 'sandbox'),
          },
          prepare: meter.reach,
          valueAt: (timeMs: number) => {
            const exists =
              timeMs >= Math.max(sandbox.fromMs, context.world.startMs) &&
              (sandbox.toMs === undefined || timeMs < sandbox.toMs) &&
              node.isUp(timeMs);
            return exists
              ? Math.floor(
                  reading(
                    meter.requests(sandbox, timeMs),
                    (timeMs - sandbox.fromMs) / 1_000,
                    traffic,
                  ),
                )
              : NaN;
          },
        },
      ];
    });
}

/** What a request and its answer weigh, and how often packets are lost: its own for each service. */
interface PodTraffic {
  readonly requestBytes: number;
  readonly answerBytes: number;
  readonly dropShare: number;
}

function podTrafficOf(pod: WorldPod): PodTraffic {
  const vary = (what: string) => fractionOf(`${pod.service}/${what}`);
  return {
    requestBytes: 700 + 2_600 * vary('request-bytes'),
    answerBytes: 1_500 + 22_000 * vary('answer-bytes') ** 2,
    dropShare: vary('drops'),
  };
}

/** What cAdvisor tells of the network of pods. */
export const CONTAINER_NETWORK_FAMILIES: readonly Family[] = [
  defineFamily(
    'counter',
    'container_network_receive_bytes_total',
    'Cumulative count of bytes received',
    networkPlans(
      (requests, seconds, traffic) =>
        requests * traffic.requestBytes + seconds * 90,
    ),
  ),
  defineFamily(
    'counter',
    'container_network_transmit_bytes_total',
    'Cumulative count of bytes transmitted',
    networkPlans(
      (requests, seconds, traffic) =>
        requests * traffic.answerBytes + seconds * 110,
    ),
  ),
  defineFamily(
    'counter',
    'container_network_receive_packets_total',
    'Cumulative count of packets received',
    networkPlans(
      (requests, seconds, traffic) =>
        requests * (2 + traffic.requestBytes / 1_400) + seconds,
    ),
  ),
  defineFamily(
    'counter',
    'container_network_transmit_packets_total',
    'Cumulative count of packets transmitted',
    networkPlans(
      (requests, seconds, traffic) =>
        requests * (2 + traffic.answerBytes / 1_400) + seconds,
    ),
  ),
  defineFamily(
    'counter',
    'container_network_receive_packets_dropped_total',
    'Cumulative count of packets dropped while receiving',
    networkPlans(
      (requests, _seconds, traffic) => requests * 2e-6 * traffic.dropShare,
    ),
  ),
  defineFamily(
    'counter',
    'container_network_transmit_packets_dropped_total',
    'Cumulative count of packets dropped while transmitting',
    networkPlans(
      (requests, _seconds, traffic) => requests * 1e-6 * traffic.dropShare,
    ),
  ),
];

import type { Pod } from '../../controllers/kinds/Pod';
import { RETAIL_TRAFFIC } from '../../telemetry/retailTraffic';
import { crowdNode } from './crowdNode';
import { expireCertificate } from './expireCertificate';
import { failProbes, type ProbeFailures } from './failProbes';
import { fillDisk } from './fillDisk';
import type { Enactment, IncidentScene } from './IncidentScene';
import { leakMemory } from './leakMemory';
import { loseNode, loseZone } from './loseNodes';
import { isPodOf } from './podsOfTarget';
import { rollOutBadConfig } from './rollOutBadConfig';
import { rollOutBadImage } from './rollOutBadImage';
import { scaleByHand } from './scaleByHand';
import { tightenCpuLimit } from './tightenCpuLimit';

/** How the incident of a scene shows on objects. Throws StatusError `BadRequest` when its target does not fit. */
export function enactmentOf(scene: IncidentScene): Enactment {
  const { kind } = scene.incident;
  switch (kind) {
    case 'memory-leak':
      return leakMemory(scene);
    case 'bad-image':
      return rollOutBadImage(scene);
    case 'bad-config':
      return rollOutBadConfig(scene);
    case 'cpu-throttling':
      return tightenCpuLimit(scene);
    case 'manual-drift':
      return scaleByHand(scene);
    case 'node-not-ready':
      return loseNode(scene);
    case 'zone-network-loss':
      return loseZone(scene);
    case 'disk-filling':
      return fillDisk(scene);
    case 'certificate-expiry':
      return expireCertificate(scene);
    case 'noisy-neighbour':
      return crowdNode(scene);
    case 'slow-database':
      return failProbes(scene, {
        share: 0.14,
        ...ofTarget(scene),
        message: pod =>
          `dial tcp ${pod.status?.podIP}:${portOf(pod)}: i/o timeout`,
      });
    case 'retry-storm':
      return failProbes(scene, {
        share: 0.3,
        ...ofTarget(scene),
        message: timedOut,
      });
    case 'traffic-spike':
      return failProbes(scene, {
        share: 0.1,
        ...ofTarget(scene),
        message: timedOut,
      });
    case 'dns-failure':
      return failProbes(scene, {
        share: 0.45,
        ...ofTarget(scene),
        message: () => 'HTTP probe failed with statuscode: 503',
      });
    case 'external-outage':
      return failProbes(scene, {
        share: 0.18,
        ...callersOf(scene),
        message: () => 'HTTP probe failed with statuscode: 503',
      });
    default:
      return kind satisfies never;
  }
}

function ofTarget({
  incident,
}: IncidentScene): Pick<ProbeFailures, 'isHit' | 'namespaces'> {
  const { target } = incident;
  if (target.kind !== 'Service') return { isHit: () => false, namespaces: [] };
  return {
    namespaces: [target.namespace],
    isHit: pod => isPodOf(pod, target.name),
  };
}

/** Services whose own answer depends on what is outside check it when they are probed. */
function callersOf({
  incident,
}: IncidentScene): Pick<ProbeFailures, 'isHit' | 'namespaces'> {
  const { target } = incident;
  const key =
    target.kind === 'Service' ? `${target.namespace}/${target.name}` : '';
  const callers = Object.entries(RETAIL_TRAFFIC)
    .filter(([, { calls }]) =>
      calls.some(call => call.to === key && call.criticality >= 0.3),
    )
    .map(([caller]) => caller.split('/'));
  return {
    namespaces: [...new Set(callers.map(([namespace]) => namespace))],
    isHit: pod =>
      callers.some(
        ([namespace, name]) =>
          pod.metadata.namespace === namespace && isPodOf(pod, name),
      ),
  };
}

function timedOut(pod: Pod): string {
  return `Get "http://${pod.status?.podIP}:${portOf(
    pod,
  )}/healthz": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`;
}

function portOf(pod: Pod): number {
  return pod.spec.containers[0].ports?.[0]?.containerPort ?? 8080;
}

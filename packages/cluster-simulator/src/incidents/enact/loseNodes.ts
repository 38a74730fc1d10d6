import { StatusError } from '../../status/StatusError';
import { fractionOf } from '../../random/createRandom';
import { cutOffNodes, reconnectNodes } from './cutOffNodes';
import { failProbes } from './failProbes';
import type { Enactment, IncidentScene } from './IncidentScene';

/** At full intensity so many of a zone's nodes lose even the control plane. */
const LOST_SHARE = 0.35;

/** Node not ready: its kubelet stops reporting. Mended when it reports again. */
export function loseNode(scene: IncidentScene): Enactment {
  const { incident } = scene;
  const { name } = incident.target;
  if (!scene.store.get('nodes', undefined, name))
    throw new StatusError('BadRequest', `node ${name} not found`);
  return {
    begin: () => cutOffNodes(scene, [name], incident.startMs),
    end: () => reconnectNodes(scene, [name]),
  };
}

/**
 * Network loss of a zone: some of its nodes lose the control plane altogether, and pods in it that need others fail
 * their probes now and then.
 */
export function loseZone(scene: IncidentScene): Enactment {
  const { incident, store } = scene;
  const nodes = store
    .list('nodes')
    .filter(
      ({ metadata }) =>
        metadata.labels?.['topology.kubernetes.io/zone'] ===
        incident.target.name,
    )
    .map(({ metadata }) => metadata.name);
  if (nodes.length === 0)
    throw new StatusError(
      'BadRequest',
      `zone ${incident.target.name} has no nodes`,
    );
  const lost = [...nodes]
    .sort((a, b) => luckOf(a) - luckOf(b))
    .slice(
      0,
      Math.max(1, Math.round(nodes.length * LOST_SHARE * incident.intensity)),
    );
  const reachable = new Set(nodes.filter(name => !lost.includes(name)));
  const probes = failProbes(scene, {
    share: 0.22,
    isHit: pod =>
      reachable.has(pod.spec.nodeName ?? '') &&
      pod.metadata.ownerReferences?.[0]?.kind === 'ReplicaSet',
    message: () => 'HTTP probe failed with statuscode: 503',
  });

  function luckOf(name: string): number {
    return fractionOf(`${incident.id}/${name}`);
  }

  return {
    begin: () => {
      cutOffNodes(scene, lost, incident.startMs);
      probes.begin();
    },
    end: atMs => {
      reconnectNodes(scene, lost);
      probes.end(atMs);
    },
  };
}

import { diskFullAtMs } from '@orrery/telemetry-model';
import { StatusError } from '../../status/StatusError';
import type { Enactment, IncidentScene } from './IncidentScene';

/** When the volume monitor first warns, as a share of the way from the start to full. */
const WARNED_AT = 0.8;
/** From its end until there is room again. */
const FREED_MS = 120_000;

/**
 * Disk filling: the volume monitor warns of the claim, and when it is full the pods that use it say that they can no
 * longer write. Mended by making room.
 */
export function fillDisk(scene: IncidentScene): Enactment {
  const { incident, store } = scene;
  const { target } = incident;
  const claim = () =>
    target.kind === 'Volume'
      ? store.get('persistentvolumeclaims', target.namespace, target.name)
      : undefined;
  if (!claim())
    throw new StatusError(
      'BadRequest',
      `there is no claim called ${target.name}`,
    );
  const fullMs = diskFullAtMs(incident);
  const warnMs = incident.startMs + WARNED_AT * (fullMs - incident.startMs);

  function users() {
    return target.kind === 'Volume'
      ? store
          .list('pods', target.namespace)
          .filter(pod =>
            pod.spec.volumes?.some(
              volume => volume.persistentVolumeClaim?.claimName === target.name,
            ),
          )
      : [];
  }

  function warn(message: string, atMs: number): void {
    const event = {
      type: 'Warning',
      reason: 'VolumeConditionAbnormal',
      message,
    } as const;
    const found = claim();
    if (found)
      scene.record(
        found,
        { ...event, component: 'csi-pv-monitor-controller' },
        { atMs },
      );
    for (const pod of users())
      scene.record(
        pod,
        {
          ...event,
          message: `Volume ${target.name}: ${message}`,
          component: 'kubelet',
          host: pod.spec.nodeName,
        },
        { atMs },
      );
  }

  return {
    begin: () => {
      scene.at(warnMs, () => warn('the volume is nearly full', warnMs));
      scene.at(fullMs, () =>
        warn('the volume is full: no space left on device', fullMs),
      );
    },
    end: atMs => {
      const found = claim();
      if (found && atMs > warnMs)
        scene.record(
          found,
          {
            type: 'Normal',
            reason: 'VolumeConditionNormal',
            message: 'The Volume returns to the healthy state',
            component: 'csi-pv-monitor-controller',
          },
          { atMs: atMs + FREED_MS },
        );
    },
  };
}

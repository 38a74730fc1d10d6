import type { Pod } from '../../controllers/kinds/Pod';
import { containerBehaviour } from '../../controllers/kubelet/containerBehaviour';
import { pullBackOffMs } from '../../controllers/kubelet/containerRuntime';
import type { IncidentScene } from './IncidentScene';

/** Events of a kubelet that has tried in vain to pull the image of a pod's main container since a moment. */
export function recordImageFailures(
  scene: IncidentScene,
  pod: Pod,
  fromMs: number,
): void {
  const [main] = pod.spec.containers;
  const nowMs = scene.nowMs();
  let tries = 1;
  let lastMs = fromMs;
  while (lastMs + pullBackOffMs(tries - 1) < nowMs)
    lastMs += pullBackOffMs(tries++ - 1);
  const { pullError } = containerBehaviour(pod, main, {
    isInit: false,
    restartCount: 0,
  });
  const say = (
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
    count = tries,
  ) =>
    scene.record(
      pod,
      {
        type,
        reason,
        message,
        component: 'kubelet',
        host: pod.spec.nodeName,
        fieldPath: `spec.containers{${main.name}}`,
      },
      { atMs: fromMs, lastMs, count },
    );
  const image = main.image ?? '';
  say('Normal', 'Pulling', `Pulling image "${image}"`);
  say('Warning', 'Failed', `Failed to pull image "${image}": ${pullError}`);
  say('Warning', 'Failed', 'Error: ErrImagePull');
  // A kubelet says so at every look, twice or three times as often as it tries.
  const backOffs = Math.ceil(tries * 2.4);
  say('Normal', 'BackOff', `Back-off pulling image "${image}"`, backOffs);
  say('Warning', 'Failed', 'Error: ImagePullBackOff', backOffs);
}

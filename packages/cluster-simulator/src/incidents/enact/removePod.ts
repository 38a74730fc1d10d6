import type { Pod } from '../../controllers/kinds/Pod';
import type { IncidentScene } from './IncidentScene';

/** Takes a pod away that was stopped at a moment in the past. */
export function removePod(scene: IncidentScene, pod: Pod, atMs: number): void {
  const { namespace, name, uid = '' } = pod.metadata;
  const [main] = pod.spec.containers;
  scene.record(
    pod,
    {
      type: 'Normal',
      reason: 'Killing',
      message: `Stopping container ${main.name}`,
      component: 'kubelet',
      host: pod.spec.nodeName,
      fieldPath: `spec.containers{${main.name}}`,
    },
    { atMs },
  );
  scene.store.raw.remove('pods', namespace, name);
  scene.past.goneAt(uid, atMs + 2_000);
}

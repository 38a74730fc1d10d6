import { isSameTemplate } from '../../controllers/deployment/replicaSetOf';
import type { PodTemplate } from '../../controllers/kinds/Pod';
import type { IncidentScene } from './IncidentScene';
import { deploymentOfTarget } from './podsOfTarget';
import { CHANGE_CAUSE, rollOut, type Rollout } from './rollOut';

/** A rollout that is taken back, unless somebody else has rolled out something else in the meantime. */
export interface RolloutForNow {
  /** The template that was rolled out; undefined before. */
  template(): PodTemplate | undefined;
  out(rollout: Rollout): void;
  /** `kubectl rollout undo` at a moment. */
  back(atMs: number): void;
}

/** Nothing is rolled out yet. Throws StatusError `BadRequest` when the target of the incident is not a Deployment. */
export function rollOutForNow(scene: IncidentScene): RolloutForNow {
  const before = deploymentOfTarget(scene);
  const causeBefore = before.metadata.annotations?.[CHANGE_CAUSE];
  let template: PodTemplate | undefined;
  return {
    template: () => template,
    out: rollout => {
      rollOut(scene, rollout);
      template = deploymentOfTarget(scene).spec.template;
    },
    back: atMs => {
      const { namespace, name } = before.metadata;
      const now = scene.store.get('deployments.apps', namespace, name);
      if (!template || !now || !isSameTemplate(now.spec.template, template))
        return;
      rollOut(scene, {
        atMs,
        change: () => before.spec.template,
        cause: causeBefore ?? `kubectl rollout undo deployment/${name}`,
      });
    },
  };
}

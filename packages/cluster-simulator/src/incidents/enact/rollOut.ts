import type { Deployment } from '../../controllers/kinds/Deployment';
import type { Pod, PodTemplate } from '../../controllers/kinds/Pod';
import { toTimestamp } from '../../controllers/ControllerContext';
import type { IncidentScene } from './IncidentScene';
import { rollOutInThePast } from './rollOutInThePast';
import { deploymentOfTarget } from './podsOfTarget';

/** What a rollout changes, and who is said to have made it. */
export interface Rollout {
  readonly atMs: number;
  readonly change: (template: PodTemplate) => PodTemplate;
  /** What `kubectl rollout history` shows. */
  readonly cause?: string;
  /** Why the new pods cannot start; they run when missing. */
  readonly stuck?: 'image';
}

/** A rollout younger than this is left to the controllers. */
const LIVE_MS = 45_000;

export const CHANGE_CAUSE = 'kubernetes.io/change-cause';

/**
 * Rolls the target of an incident out with another template. One that began just now is left to the controllers; of an
 * older one ReplicaSets, pods, statuses and events are written as they would be by now.
 */
export function rollOut(scene: IncidentScene, rollout: Rollout): void {
  const before = deploymentOfTarget(scene);
  const isPast = scene.nowMs() - rollout.atMs >= LIVE_MS;
  scene.store.update('deployments.apps', before, current =>
    changed(current, rollout),
  );
  if (isPast) rollOutInThePast(scene, deploymentOfTarget(scene), rollout);
}

/** The template's main container changed. */
export function withMain(
  template: PodTemplate,
  change: (
    container: Pod['spec']['containers'][number],
  ) => Partial<Pod['spec']['containers'][number]>,
): PodTemplate {
  const [main, ...others] = template.spec.containers;
  return {
    ...template,
    spec: {
      ...template.spec,
      containers: [{ ...main, ...change(main) }, ...others],
    },
  };
}

/** `kubectl rollout restart`. */
export function restarted(template: PodTemplate, atMs: number): PodTemplate {
  return {
    ...template,
    metadata: {
      ...template.metadata,
      annotations: {
        ...template.metadata?.annotations,
        'kubectl.kubernetes.io/restartedAt': toTimestamp(atMs),
      },
    },
  };
}

function changed(deployment: Deployment, rollout: Rollout): Deployment {
  const { annotations } = deployment.metadata;
  return {
    ...deployment,
    metadata: {
      ...deployment.metadata,
      annotations: rollout.cause
        ? { ...annotations, [CHANGE_CAUSE]: rollout.cause }
        : annotations,
    },
    spec: {
      ...deployment.spec,
      template: rollout.change(deployment.spec.template),
    },
  };
}

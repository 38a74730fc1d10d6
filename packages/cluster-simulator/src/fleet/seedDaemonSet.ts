import { toTimestamp } from '../controllers/ControllerContext';
import {
  controllerRevisionOf,
  templateRevision,
} from '../controllers/controllerRevisions';
import {
  daemonBelongsOn,
  daemonPodOf,
} from '../controllers/daemonset/daemonPodOf';
import type { Pod } from '../controllers/kinds/Pod';
import { parseKind } from '../controllers/TypedStore';
import { randomSuffix } from '../random/createRandom';
import { podTemplateOf, selectorLabels, serviceLabels } from './podTemplateOf';
import type { ServiceBlueprint } from './ServiceBlueprint';
import { DAY_MS, momentAgo, type SeedContext } from './SeedContext';
import { seedPod } from './seedPod';

/** Stores a DaemonSet with its revision and a pod on every node that it is meant for. */
export function seedDaemonSet(
  context: SeedContext,
  service: ServiceBlueprint,
): readonly Pod[] {
  const createdMs = momentAgo(context, 120 * DAY_MS, 500 * DAY_MS);
  const { name, namespace } = service;
  const daemonSet = parseKind(
    'daemonsets.apps',
    context.seed('daemonsets.apps', {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: {
        name,
        namespace,
        labels: serviceLabels(service),
        creationTimestamp: toTimestamp(createdMs),
      },
      spec: {
        selector: { matchLabels: selectorLabels(service) },
        template: podTemplateOf(service, service.image),
        updateStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxUnavailable: '10%', maxSurge: 0 },
        },
      },
    }),
  );
  const { template } = daemonSet.spec;
  context.seed(
    'controllerrevisions.apps',
    controllerRevisionOf(daemonSet, template, 1),
  );
  const hash = templateRevision(template);
  const pods = context.store
    .list('nodes')
    .filter(node => daemonBelongsOn(daemonSet, node).shouldRun)
    .map(node =>
      seedPod(
        context,
        daemonPodOf(
          daemonSet,
          node,
          hash,
          `${name}-${randomSuffix(context.random)}`,
        ),
        { node, createdMs: momentAgo(context, 6 * 3_600_000, 2 * DAY_MS) },
      ),
    );
  context.store.update('daemonsets.apps', daemonSet, latest => ({
    ...latest,
    status: {
      currentNumberScheduled: pods.length,
      desiredNumberScheduled: pods.length,
      numberMisscheduled: 0,
      numberReady: pods.length,
      numberAvailable: pods.length,
      updatedNumberScheduled: pods.length,
      observedGeneration: 1,
    },
  }));
  return pods;
}

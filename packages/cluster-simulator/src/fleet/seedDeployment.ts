import { toTimestamp } from '../controllers/ControllerContext';
import { createPodFromTemplate } from '../controllers/createPodFromTemplate';
import { deploymentStatus } from '../controllers/deployment/deploymentStatus';
import { REVISION, replicaSetOf } from '../controllers/deployment/replicaSetOf';
import type { Deployment, ReplicaSet } from '../controllers/kinds/Deployment';
import type { Pod } from '../controllers/kinds/Pod';
import { isPodReady } from '../controllers/podState';
import { podTemplateHash } from '../controllers/podTemplateHash';
import { parseKind } from '../controllers/TypedStore';
import { randomSuffix } from '../random/createRandom';
import { olderVersions } from './olderVersions';
import { podTemplateOf, selectorLabels, serviceLabels } from './podTemplateOf';
import type { ServiceBlueprint } from './ServiceBlueprint';
import {
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  momentAgo,
  type SeedContext,
} from './SeedContext';
import { seedPod, type SeedPodOptions } from './seedPod';

/** Stores a Deployment with its revisions and pods. `podOptions` makes chosen pods (by index) ill. */
export function seedDeployment(
  context: SeedContext,
  service: ServiceBlueprint,
  replicas: number,
  podOptions: (
    index: number,
    pod: Pod,
  ) => Partial<SeedPodOptions> & { pod?: Pod } = () => ({}),
): readonly Pod[] {
  const { random } = context;
  const createdMs = momentAgo(context, 40 * DAY_MS, 420 * DAY_MS);
  const rolloutMs = momentAgo(context, 20 * MINUTE_MS, 19 * DAY_MS);
  const history = olderVersions(
    service.version,
    1 + Math.floor(random() * 3),
    random,
  );
  const revision = history.length + 1 + Math.floor(random() * 12);
  const { namespace } = service;
  const repository = service.image.slice(0, service.image.indexOf(':'));
  const labels = serviceLabels(service);
  const deploymentAt = (image: string): Deployment => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: service.name,
      namespace,
      labels,
      annotations: { [REVISION]: String(revision) },
      creationTimestamp: toTimestamp(createdMs),
    },
    spec: {
      replicas,
      selector: { matchLabels: selectorLabels(service) },
      template: podTemplateOf(service, image),
      strategy: strategyOf(service),
      revisionHistoryLimit: 3 + (service.port % 5),
    },
  });
  const stored = parseKind(
    'deployments.apps',
    context.seed('deployments.apps', deploymentAt(service.image)),
  );

  const old = history.map((version, index) => {
    const past = templatedAs(
      stored,
      podTemplateOf(service, `${repository}:${version}`),
    );
    return seedReplicaSet(
      context,
      past,
      revision - history.length + index,
      0,
      createdMs +
        (index + 1) * ((rolloutMs - createdMs) / (history.length + 1)),
    );
  });
  const current = seedReplicaSet(
    context,
    stored,
    revision,
    replicas,
    rolloutMs,
  );
  const pods = Array.from({ length: replicas }, (_, index) => {
    const prefix = `${current.metadata.name}-`;
    const pod = createPodFromTemplate(
      current,
      current.spec.template,
      prefix + randomSuffix(random),
      { generateName: prefix },
    );
    // Some pods were moved or restarted since the rollout.
    const movedMs =
      random() < 0.2
        ? random() * (context.nowMs - rolloutMs)
        : random() * 3 * MINUTE_MS;
    const { pod: changed = pod, ...options } = podOptions(index, pod);
    return seedPod(context, changed, {
      createdMs: Math.floor((rolloutMs + movedMs) / 1_000) * 1_000,
      ...restartsOf(context, rolloutMs + movedMs),
      ...options,
    });
  });
  // The rollout was complete before anything fell ill.
  settle(context, stored, current, old, {
    ready: replicas,
    atMs: rolloutMs + 2 * MINUTE_MS,
  });
  settle(context, stored, current, old, {
    ready: pods.filter(isPodReady).length,
    atMs: context.nowMs - HOUR_MS,
  });
  return pods;
}

/** Writes the status of a deployment and its present ReplicaSet with this many ready pods. */
function settle(
  context: SeedContext,
  deployment: Deployment,
  replicaSet: ReplicaSet,
  old: readonly ReplicaSet[],
  { ready, atMs }: { readonly ready: number; readonly atMs: number },
): void {
  const replicas = replicaSet.spec.replicas ?? 0;
  const settled: ReplicaSet = {
    ...replicaSet,
    status: {
      replicas,
      ...(replicas ? { fullyLabeledReplicas: replicas } : {}),
      ...(ready ? { readyReplicas: ready, availableReplicas: ready } : {}),
      observedGeneration: 1,
    },
  };
  context.store.update('replicasets.apps', replicaSet, latest => ({
    ...latest,
    status: settled.status,
  }));
  context.store.update('deployments.apps', deployment, latest => ({
    ...latest,
    status: deploymentStatus(latest, settled, old, atMs),
  }));
}

function seedReplicaSet(
  context: SeedContext,
  deployment: Deployment,
  revision: number,
  replicas: number,
  createdMs: number,
): ReplicaSet {
  const hash = podTemplateHash(deployment.spec.template);
  const wanted = replicaSetOf(deployment, hash, revision, replicas);
  return parseKind(
    'replicasets.apps',
    context.seed('replicasets.apps', {
      ...wanted,
      metadata: {
        ...wanted.metadata,
        creationTimestamp: toTimestamp(createdMs),
      },
      status: { replicas: 0, observedGeneration: 1 },
    }),
  );
}

/** The deployment as it was with another version: same defaults, other image and version label. */
function templatedAs(
  stored: Deployment,
  template: ReturnType<typeof podTemplateOf>,
): Deployment {
  const images = new Map(
    [...template.spec.containers, ...(template.spec.initContainers ?? [])].map(
      container => [container.name, container.image],
    ),
  );
  const withImage = <
    C extends { readonly name: string; readonly image?: string },
  >(
    container: C,
  ) => ({
    ...container,
    image: images.get(container.name) ?? container.image,
  });
  const { spec } = stored.spec.template;
  return {
    ...stored,
    spec: {
      ...stored.spec,
      template: {
        metadata: template.metadata,
        spec: {
          ...spec,
          containers: spec.containers.map(withImage),
          ...(spec.initContainers
            ? { initContainers: spec.initContainers.map(withImage) }
            : {}),
        },
      },
    },
  };
}

/** One pod in twelve has restarted once or twice, some time ago. */
function restartsOf(
  context: SeedContext,
  createdMs: number,
): Partial<SeedPodOptions> {
  if (context.random() > 0.08 || context.nowMs - createdMs < 4 * HOUR_MS)
    return {};
  const finishedMs =
    createdMs + (context.nowMs - createdMs) * context.random() * 0.9;
  const exitCode = context.random() < 0.5 ? 1 : 143;
  return {
    restartCount: 1 + Math.floor(context.random() * 2),
    last: {
      exitCode,
      reason: 'Error',
      startedAt: toTimestamp(createdMs + 3_000),
      finishedAt: toTimestamp(finishedMs),
    },
  };
}

function strategyOf(service: ServiceBlueprint): Deployment['spec']['strategy'] {
  if (service.strategy === 'Recreate') return { type: 'Recreate' };
  return {
    type: 'RollingUpdate',
    rollingUpdate: service.strategy ?? {
      maxSurge: '25%',
      maxUnavailable: '25%',
    },
  };
}

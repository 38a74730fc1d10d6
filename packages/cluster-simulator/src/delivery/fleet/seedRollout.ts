import { podTemplateHash } from '@orrery/delivery-simulator';
import { toTimestamp } from '../../controllers/ControllerContext';
import { createPodFromTemplate } from '../../controllers/createPodFromTemplate';
import { parseKind } from '../../controllers/TypedStore';
import {
  podTemplateOf,
  selectorLabels,
  serviceLabels,
} from '../../fleet/podTemplateOf';
import {
  DAY_MS,
  MINUTE_MS,
  momentAgo,
  type SeedContext,
} from '../../fleet/SeedContext';
import { seedPod } from '../../fleet/seedPod';
import { seedServiceObjects } from '../../fleet/seedServiceObjects';
import { randomSuffix } from '../../random/createRandom';
import type { RolloutService } from './rolloutServices';

const HASH_LABEL = 'rollouts-pod-template-hash';
const CLUSTER_IP = '10.111.7.';

/** Stores a Rollout that has been at rest for days, with its ReplicaSet and pods; with `nextVersion` its update has just been asked for. */
export function seedRollout(
  context: SeedContext,
  { service, nextVersion, strategy }: RolloutService,
): void {
  const { namespace, name, replicas } = service;
  const createdMs = momentAgo(context, 60 * DAY_MS, 150 * DAY_MS);
  const rolledOutMs = momentAgo(context, 3 * DAY_MS, 9 * DAY_MS);
  const template = podTemplateOf(service, service.image);
  const hash = podTemplateHash(template);
  const repository = service.image.slice(0, service.image.indexOf(':'));
  const rollout = context.seed('rollouts.argoproj.io', {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: {
      name,
      namespace,
      labels: serviceLabels(service),
      annotations: { 'rollout.argoproj.io/revision': '4' },
      creationTimestamp: toTimestamp(createdMs),
    },
    spec: {
      replicas,
      revisionHistoryLimit: 4,
      selector: { matchLabels: selectorLabels(service) },
      strategy,
      template:
        nextVersion === undefined
          ? template
          : podTemplateOf(service, `${repository}:${nextVersion}`),
    },
    status: { stableRS: hash, currentPodHash: hash, phase: 'Healthy' },
  });
  const labels = { ...template.metadata?.labels, [HASH_LABEL]: hash };
  const replicaSet = parseKind(
    'replicasets.apps',
    context.seed('replicasets.apps', {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: `${name}-${hash}`,
        namespace,
        labels,
        annotations: {
          'rollout.argoproj.io/desired-replicas': String(replicas),
          'rollout.argoproj.io/revision': '4',
        },
        creationTimestamp: toTimestamp(rolledOutMs),
        ownerReferences: [
          {
            apiVersion: 'argoproj.io/v1alpha1',
            kind: 'Rollout',
            name,
            uid: rollout.metadata.uid ?? '',
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      },
      spec: {
        replicas,
        selector: {
          matchLabels: { ...selectorLabels(service), [HASH_LABEL]: hash },
        },
        template: { ...template, metadata: { ...template.metadata, labels } },
      },
      status: {
        replicas,
        fullyLabeledReplicas: replicas,
        readyReplicas: replicas,
        availableReplicas: replicas,
        observedGeneration: 1,
      },
    }),
  );
  const pods = Array.from({ length: replicas }, () => {
    const prefix = `${replicaSet.metadata.name}-`;
    const pod = createPodFromTemplate(
      replicaSet,
      replicaSet.spec.template,
      prefix + randomSuffix(context.random),
      { generateName: prefix },
    );
    return seedPod(context, pod, {
      createdMs: rolledOutMs + Math.floor(context.random() * 3 * MINUTE_MS),
    });
  });
  seedServiceObjects(
    context,
    service,
    pods,
    `${CLUSTER_IP}${service.port % 250}`,
  );
  if ('blueGreen' in strategy) seedPreview(context, service.name, namespace);
}

/** The Service under which the next version of a blue-green update can be looked at. */
function seedPreview(
  context: SeedContext,
  name: string,
  namespace: string,
): void {
  const active = context.store.get('services', namespace, name);
  if (!active) return;
  const address = `${CLUSTER_IP}251`;
  context.seed('services', {
    ...active,
    metadata: {
      name: `${name}-preview`,
      namespace,
      labels: active.metadata.labels,
      creationTimestamp: active.metadata.creationTimestamp,
    },
    spec: { ...active.spec, clusterIP: address, clusterIPs: [address] },
  });
}

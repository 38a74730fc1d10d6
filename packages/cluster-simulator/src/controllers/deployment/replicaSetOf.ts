import type { Deployment, ReplicaSet } from '../kinds/Deployment';
import type { PodTemplate } from '../kinds/Pod';
import { ownerReferenceTo } from '../ownerReferenceTo';
import { canonicalTemplate } from '../podTemplateHash';
import { DESIRED_REPLICAS, MAX_REPLICAS, rolloutLimits } from './planRollout';

export const REVISION = 'deployment.kubernetes.io/revision';
export const TEMPLATE_HASH = 'pod-template-hash';

/** Annotations that belong to one object and are not handed on to ReplicaSets. */
const OWN_ANNOTATIONS = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  REVISION,
  'deployment.kubernetes.io/revision-history',
  DESIRED_REPLICAS,
  MAX_REPLICAS,
  'deprecated.deployment.rollback.to',
]);

/** The ReplicaSet that a deployment creates for its present template. */
export function replicaSetOf(
  deployment: Deployment,
  hash: string,
  revision: number,
  replicas: number,
): ReplicaSet {
  const { selector, template, minReadySeconds } = deployment.spec;
  const labels = { ...template.metadata?.labels, [TEMPLATE_HASH]: hash };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${deployment.metadata.name}-${hash}`,
      namespace: deployment.metadata.namespace,
      labels,
      annotations: replicaSetAnnotations(deployment, revision),
      ownerReferences: [ownerReferenceTo(deployment)],
    },
    spec: {
      replicas,
      ...(minReadySeconds ? { minReadySeconds } : {}),
      selector: {
        ...selector,
        matchLabels: { ...selector.matchLabels, [TEMPLATE_HASH]: hash },
      },
      template: {
        ...template,
        metadata: { ...template.metadata, labels },
      },
    },
    status: { replicas: 0 },
  };
}

/** What a ReplicaSet carries of its deployment's annotations, plus the sizes its rollout works with. */
export function replicaSetAnnotations(
  deployment: Deployment,
  revision: number,
): Record<string, string> {
  const limits = rolloutLimits(deployment);
  const handedOn = Object.entries(deployment.metadata.annotations ?? {}).filter(
    ([key]) => !OWN_ANNOTATIONS.has(key),
  );
  return {
    ...Object.fromEntries(handedOn),
    [REVISION]: String(revision),
    [DESIRED_REPLICAS]: String(limits.replicas),
    [MAX_REPLICAS]: String(limits.replicas + limits.maxSurge),
  };
}

export function revisionOf(replicaSet: ReplicaSet): number {
  return Number(replicaSet.metadata.annotations?.[REVISION] ?? 0);
}

/** Equal pods, whatever hash label either template carries. */
export function isSameTemplate(a: PodTemplate, b: PodTemplate): boolean {
  return (
    canonicalTemplate(withoutHash(a)) === canonicalTemplate(withoutHash(b))
  );
}

function withoutHash(template: PodTemplate): PodTemplate {
  const labels = Object.fromEntries(
    Object.entries(template.metadata?.labels ?? {}).filter(
      ([key]) => key !== TEMPLATE_HASH,
    ),
  );
  return {
    ...template,
    metadata: {
      labels,
      annotations: template.metadata?.annotations ?? {},
    },
  };
}

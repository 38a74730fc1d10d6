import type { KubernetesObject } from '@orrery/kubernetes-model';
import { hashText } from '../random/createRandom';
import type { PodTemplate } from './kinds/Pod';
import type { ControllerRevision } from './kinds/StatefulSet';
import { ownerReferenceTo } from './ownerReferenceTo';
import { canonicalTemplate, safeEncode } from './podTemplateHash';
import type { TypedStore } from './TypedStore';

export const REVISION_HASH = 'controller-revision-hash';

/** The hash by which pods of a StatefulSet or DaemonSet are told apart by template. */
export function templateRevision(template: PodTemplate): string {
  return safeEncode(hashText(canonicalTemplate(template)));
}

/** The record of one template of a StatefulSet or DaemonSet, which `rollout history` and `undo` read. */
export function controllerRevisionOf(
  owner: KubernetesObject,
  template: PodTemplate,
  revision: number,
): ControllerRevision {
  const hash = templateRevision(template);
  return {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `${owner.metadata.name}-${hash}`,
      namespace: owner.metadata.namespace,
      labels: { ...template.metadata?.labels, [REVISION_HASH]: hash },
      ownerReferences: [ownerReferenceTo(owner)],
    },
    revision,
    // The directive makes an undo replace the template instead of merging into it.
    data: {
      spec: { template: Object.assign({ $patch: 'replace' }, template) },
    },
  };
}

/** Records the present template as the newest revision and drops those past the limit; returns its hash. */
export function syncControllerRevisions(
  store: TypedStore,
  owner: KubernetesObject,
  template: PodTemplate,
  historyLimit: number,
): string {
  const hash = templateRevision(template);
  const existing = [
    ...store.controlledBy('controllerrevisions.apps', owner.metadata.uid),
  ].sort((a, b) => a.revision - b.revision);
  const newest = existing[existing.length - 1]?.revision ?? 0;
  const name = `${owner.metadata.name}-${hash}`;
  const current = existing.find(each => each.metadata.name === name);
  if (!current) {
    store.create(
      'controllerrevisions.apps',
      controllerRevisionOf(owner, template, newest + 1),
    );
  } else if (current.revision < newest) {
    store.update('controllerrevisions.apps', current, latest => ({
      ...latest,
      revision: newest + 1,
    }));
  }
  existing
    .filter(each => each.metadata.name !== name)
    .slice(0, Math.max(0, existing.length - 1 - historyLimit))
    .forEach(each => store.delete('controllerrevisions.apps', each));
  return hash;
}

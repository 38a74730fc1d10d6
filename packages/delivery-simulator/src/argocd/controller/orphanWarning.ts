import {
  fieldAt,
  recordAt,
  recordsAt,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import { matchGlob } from '../../manifests/matchGlob';
import type { Application } from '../application/Application';
import type { ConditionText } from '../compare/Comparison';
import { isExcludedKind } from '../compare/isExcludedKind';
import { resourceNameOf } from '../tracking/resourceKeyOf';
import { trackedBy } from '../tracking/trackingIdOf';

const ANY_SLASH = { crossesSlash: true };
/** Every namespace has them. */
const NEVER = ['/ServiceAccount/default', '/ConfigMap/kube-root-ca.crt'];
/** Whoever makes these by hand does not keep them in git. */
const TRANSIENT = new Set([
  '/Pod',
  'apps/ReplicaSet',
  'apps/ControllerRevision',
]);

/** The warning that objects in the destination namespace belong to nobody, where the project asks for it. Cost: a look at them. */
export function orphanWarning(
  project: KubernetesObject | undefined,
  application: Application,
  cluster: Pick<ClusterPort, 'servedKinds' | 'list'>,
): readonly ConditionText[] {
  const settings = recordAt(project, 'spec', 'orphanedResources');
  if (!settings || fieldAt(settings, 'warn') === false) return [];
  const ignored = recordsAt(settings, 'ignore');
  const seen = new Set<string>();
  let count = 0;
  for (const kind of cluster.servedKinds()) {
    const { group } = resourceNameOf({ ...kind, metadata: { name: '' } });
    const id = `${group}/${kind.kind}`;
    if (seen.has(id) || !kind.namespaced || TRANSIENT.has(id)) continue;
    seen.add(id);
    if (isExcludedKind(kind)) continue;
    for (const object of cluster.list(
      kind,
      application.destination.namespace,
    )) {
      const isIgnored = ignored.some(
        entry =>
          matchGlob(stringAt(entry, 'group') ?? '', group, ANY_SLASH) &&
          matchGlob(stringAt(entry, 'kind') ?? '*', kind.kind, ANY_SLASH) &&
          matchGlob(
            stringAt(entry, 'name') ?? '*',
            object.metadata.name,
            ANY_SLASH,
          ),
      );
      const isOwned =
        (object.metadata.ownerReferences ?? []).length > 0 ||
        trackedBy(object) !== undefined ||
        NEVER.includes(`${id}/${object.metadata.name}`);
      if (!isIgnored && !isOwned) count++;
    }
  }
  return count === 0
    ? []
    : [
        {
          type: 'OrphanedResourceWarning',
          message: `Application has ${count} orphaned resources`,
        },
      ];
}

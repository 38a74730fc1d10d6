import {
  fieldAt,
  isTrueAt,
  recordAt,
  recordsAt,
  stringAt,
  stringsAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import type { JsonMap } from '../../cluster/JsonMap';
import { refOf } from '../../reconciling/refOf';

/** The steps of a set that syncs its Applications one group after the other; undefined for any other set. */
export function rollingStepsOf(
  set: KubernetesObject,
): readonly JsonMap[] | undefined {
  return stringAt(set, 'spec', 'strategy', 'type') === 'RollingSync'
    ? recordsAt(set, 'spec', 'strategy', 'rollingSync', 'steps')
    : undefined;
}

/** An Application that does not sync by itself: its set says when. */
export function withoutAutomation(
  application: KubernetesObject,
): KubernetesObject {
  const spec = recordAt(application, 'spec') ?? {};
  const { automated, ...syncPolicy } = recordAt(spec, 'syncPolicy') ?? {};
  return automated === undefined
    ? application
    : { ...application, spec: { ...spec, syncPolicy } };
}

/** Has an Application synced as its template would sync by itself. */
export async function rollOut(
  control: ClusterPort,
  template: KubernetesObject,
  manager: string,
): Promise<void> {
  const syncPolicy = recordAt(template, 'spec', 'syncPolicy');
  const syncOptions = stringsAt(syncPolicy, 'syncOptions');
  await control.mergePatch(
    refOf(template),
    {
      operation: {
        initiatedBy: {
          username: 'applicationset-controller',
          automated: true,
        },
        info: [
          {
            name: 'Reason',
            value:
              'ApplicationSet RollingSync triggered a sync of this Application resource.',
          },
        ],
        retry: fieldAt(syncPolicy, 'retry') ?? { limit: 5 },
        sync: {
          ...(isTrueAt(syncPolicy, 'automated', 'prune')
            ? { prune: true }
            : {}),
          ...(syncOptions.length > 0 ? { syncOptions } : {}),
        },
      },
    },
    { manager },
  );
}

import { recordsAt } from '@orrery/kubernetes-model';
import type { JsonMap } from '../../cluster/JsonMap';
import type { Application } from '../application/Application';
import { syncWindowVerdict } from '../windows/syncWindows';
import { destinationOf, projectOf, type ArgoContext } from './ArgoContext';
import { autoSyncDecision } from './autoSyncDecision';
import { isSameContent } from './isSameContent';
import type { OperationState } from './OperationState';
import type { Refreshed } from './refreshApplication';

/** What automated sync has to say: an operation to start, or when to ask again. */
export interface AutoSync {
  readonly conditions: Refreshed['conditions'];
  readonly operation?: JsonMap;
  readonly againMs?: number;
}

/** Decides whether an Application syncs by itself now; a sync window may put it off. */
export async function planAutoSync(
  context: ArgoContext,
  application: Application,
  { comparison, revisions }: Refreshed,
  state: OperationState | undefined,
): Promise<AutoSync> {
  const { destination } = application;
  if (!comparison || comparison.status === 'Synced') return { conditions: [] };
  const nowMs = context.control.nowMs();
  const decision = autoSyncDecision({
    application,
    comparison,
    revisions,
    state,
    isSameContent: await isSameContent(context, application, revisions, state),
    nowMs,
  });
  switch (decision.kind) {
    case 'refuse':
      return { conditions: [decision.condition] };
    case 'wait':
      return { conditions: [], againMs: decision.delayMs };
    case 'sync': {
      const found = destinationOf(context, destination);
      const names = typeof found === 'string' ? [] : Object.values(found.names);
      const verdict = syncWindowVerdict(
        recordsAt(
          projectOf(context, application.project),
          'spec',
          'syncWindows',
        ),
        {
          application: application.name,
          namespace: destination.namespace,
          clusters: names,
        },
        false,
        nowMs,
      );
      if (verdict.canSync) {
        return { conditions: [], operation: decision.operation };
      }
      return {
        conditions: [],
        ...(verdict.untilMs === undefined
          ? {}
          : { againMs: verdict.untilMs - nowMs }),
      };
    }
    default:
      return { conditions: [] };
  }
}

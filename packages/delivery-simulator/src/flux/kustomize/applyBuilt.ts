import {
  isTrueAt,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { ObjectRef } from '../../cluster/ClusterPort';
import { canonicalJson } from '../../reconciling/canonicalJson';
import { ApplyError, applyObjects, type AppliedObject } from '../applyObjects';
import { deleteObjects } from '../deleteObjects';
import { isTrue, isUnknown } from '../fluxConditions';
import type { FluxContext } from '../FluxContext';
import { formatObject } from '../formatObject';
import { formatGoDuration, parseDurationMs } from '../goDuration';
import {
  inventoryOf,
  parseEntry,
  toEntry,
  type InventoryEntry,
} from '../inventory';
import { GROUP, ownerLabels } from './buildObjects';
import { KustomizeFailure } from './KustomizeFailure';

const DEFAULT_INTERVAL_MS = 600_000;
const MIN_TIMEOUT_MS = 30_000;

/** Applies what was built; records what changed by it. */
export async function applyBuilt(
  context: FluxContext,
  objects: readonly KubernetesObject[],
  revision: string,
): Promise<readonly AppliedObject[]> {
  const { cluster, object, manager } = context;
  if (stringAt(object, 'status', 'lastAppliedRevision') !== revision) {
    context.set({}, [
      isUnknown('Ready', 'Progressing', 'Reconciliation in progress'),
      isTrue(
        'Reconciling',
        'Progressing',
        `Detecting drift for revision ${revision} with a timeout of ${formatGoDuration(
          timeoutMs(object),
        )}`,
      ),
    ]);
    await context.flush();
  }
  try {
    const applied = await applyObjects(objects, {
      cluster,
      manager,
      group: GROUP,
      isForced: isTrueAt(object, 'spec', 'force'),
    });
    recordChanges(context, applied);
    return applied;
  } catch (error) {
    if (!(error instanceof ApplyError)) throw error;
    const changes = changesOf(error.applied);
    throw new KustomizeFailure(
      'ReconciliationFailed',
      changes ? `${error.message}\n${changes}` : error.message,
    );
  }
}

function recordChanges(
  context: FluxContext,
  applied: readonly AppliedObject[],
): void {
  const changes = changesOf(applied);
  if (changes) context.event('Normal', 'Progressing', changes);
}

function changesOf(applied: readonly AppliedObject[]): string {
  return applied
    .filter(each => each.action === 'created' || each.action === 'configured')
    .map(each => `${formatObject(each.object)} ${each.action}`)
    .join('\n');
}

export async function pruneStale(
  context: FluxContext,
  applied: readonly AppliedObject[],
): Promise<void> {
  const { cluster, object, manager } = context;
  const entries = applied.map(each => toEntry(each.object));
  const ids = new Set(entries.map(each => each.id));
  const stale = inventoryOf(object).filter(each => !ids.has(each.id));
  context.set({ inventory: { entries } });
  if (!isTrueAt(object, 'spec', 'prune') || stale.length === 0) return;
  const { lines, survivors, problem } = await deleteObjects(refsOf(stale), {
    cluster,
    manager,
    labels: ownerLabels(object),
    keepMark: `${GROUP}/prune`,
  });
  if (lines.length > 0) {
    context.event('Normal', 'Progressing', lines.join('\n'));
  }
  if (problem) {
    const left = stale.filter(each => {
      const ref = parseEntry(each);
      return survivors.some(
        other => canonicalJson(other) === canonicalJson(ref),
      );
    });
    context.set({ inventory: { entries: [...entries, ...left] } });
    throw new KustomizeFailure('PruneFailed', problem);
  }
}

export function refsOf(
  entries: readonly InventoryEntry[],
): readonly ObjectRef[] {
  return entries
    .map(parseEntry)
    .filter((each): each is ObjectRef => each !== undefined);
}

export function timeoutMs(object: KubernetesObject): number {
  const own = durationAt(object, 'timeout');
  if (own !== undefined) return own;
  const interval = durationAt(object, 'interval') ?? DEFAULT_INTERVAL_MS;
  return Math.max(MIN_TIMEOUT_MS, interval - MIN_TIMEOUT_MS);
}

export function durationAt(
  object: KubernetesObject,
  field: string,
): number | undefined {
  return parseDurationMs(stringAt(object, 'spec', field));
}

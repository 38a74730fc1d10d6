import { createHash } from 'node:crypto';
import { canonicalJson } from '../../reconciling/canonicalJson';
import { conditionIn, isFalse, isTrue } from '../fluxConditions';
import type { FluxContext } from '../FluxContext';
import { formatGoDuration } from '../goDuration';
import { withHistory } from '../history';
import { inventoryOf } from '../inventory';
import { artifactRevision } from '../sources/artifactOf';
import { applyBuilt, durationAt, pruneStale, timeoutMs } from './applyBuilt';
import {
  buildObjects,
  refuseUnsupported,
  requireSource,
  type ReadArtifact,
} from './buildObjects';
import { checkDependencies } from './checkDependencies';
import { checkHealth } from './checkHealth';
import { KustomizeFailure } from './KustomizeFailure';

const DEPENDENCY_RETRY_MS = 30_000;
const DEFAULT_INTERVAL_MS = 600_000;
/** What a reconciliation takes in a real cluster; here applying takes no time. */
const BASE_DURATION_MS = 120;
const OBJECT_DURATION_MS = 35;

/** One reconciliation of a Kustomization; resolves with the delay to the next. */
export async function reconcileKustomization(
  context: FluxContext,
  readArtifact: ReadArtifact,
  signal: AbortSignal,
): Promise<number> {
  const { object } = context;
  const intervalMs = durationAt(object, 'interval') ?? DEFAULT_INTERVAL_MS;
  const startedMs = context.cluster.nowMs();
  try {
    const isDone = await attempt(context, readArtifact, signal);
    // A cancelled wait is followed by the reconciliation that cancelled it.
    if (!isDone) return 1;
    context.event(
      'Normal',
      'ReconciliationSucceeded',
      `Reconciliation finished in ${formatGoDuration(
        durationMs(context, startedMs),
      )}, next run in ${formatGoDuration(intervalMs)}`,
    );
    return intervalMs;
  } catch (error) {
    if (!(error instanceof KustomizeFailure)) throw error;
    const isWaiting = error.reason === 'DependencyNotReady';
    await fail(context, error);
    return isWaiting
      ? DEPENDENCY_RETRY_MS
      : durationAt(object, 'retryInterval') ?? intervalMs;
  }
}

/** False when something newer came up while it waited for health. */
async function attempt(
  context: FluxContext,
  readArtifact: ReadArtifact,
  signal: AbortSignal,
): Promise<boolean> {
  const { cluster, object } = context;
  const startedMs = cluster.nowMs();
  const source = requireSource(context);
  const revision = artifactRevision(source) ?? '';
  checkDependencies(cluster, object, revision);
  refuseUnsupported(object);
  const objects = await buildObjects(context, source, readArtifact);
  const digest = `sha256:${createHash('sha256')
    .update(canonicalJson(objects))
    .digest('hex')}`;
  const remember = (status: string) =>
    context.set({
      history: withHistory(context.status(), {
        digest,
        status,
        metadata: { revision },
        nowMs: cluster.nowMs(),
        durationMs: durationMs(context, startedMs),
      }),
    });
  try {
    const applied = await applyBuilt(context, objects, revision);
    await pruneStale(context, applied);
    const isHealthy = await checkHealth(context, {
      applied,
      source,
      revision,
      timeoutMs: timeoutMs(object),
      signal,
    });
    if (!isHealthy) return false;
  } catch (error) {
    if (error instanceof KustomizeFailure) remember(error.reason);
    throw error;
  }
  remember('ReconciliationSucceeded');
  context.set(
    {
      lastAppliedRevision: revision,
      observedGeneration: object.metadata.generation ?? 1,
    },
    [
      isTrue(
        'Ready',
        'ReconciliationSucceeded',
        `Applied revision: ${revision}`,
      ),
    ],
    ['Reconciling', 'Stalled'],
  );
  await context.flush();
  return true;
}

/** Labels of the owner, and those that its spec adds to everything. */
/** How a Kustomization marks what is its own. */
/** Writes the inventory, and deletes what left it. What could not be deleted stays in it, to be tried again. */
/** What the entries of an inventory name. */
async function fail(
  context: FluxContext,
  { reason, message, isQuiet }: KustomizeFailure,
): Promise<void> {
  const before = conditionIn(context.status(), 'Reconciling');
  context.set({}, [
    isFalse('Ready', reason, message),
    ...(before
      ? [isTrue('Reconciling', 'ProgressingWithRetry', before.message)]
      : []),
  ]);
  if (reason === 'DependencyNotReady') {
    context.event(
      'Normal',
      reason,
      `Dependencies do not meet ready condition, retrying in ${formatGoDuration(
        DEPENDENCY_RETRY_MS,
      )}`,
    );
  } else if (!isQuiet) {
    context.event('Warning', reason, message);
  }
  await context.flush();
}

/** The work, which takes no virtual time, and the wait for health, which does. */
function durationMs(context: FluxContext, startedMs: number): number {
  const count = inventoryOf({ ...context.object, status: context.status() });
  const workMs = BASE_DURATION_MS + OBJECT_DURATION_MS * count.length;
  return workMs + context.cluster.nowMs() - startedMs;
}

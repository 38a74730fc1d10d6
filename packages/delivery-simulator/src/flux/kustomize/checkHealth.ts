import {
  isTrueAt,
  recordsAt,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { ObjectRef } from '../../cluster/ClusterPort';
import { refOf } from '../../reconciling/refOf';
import type { AppliedObject } from '../applyObjects';
import { REQUESTED_AT } from '../createFluxController';
import { conditionIn, isFalse, isTrue, isUnknown } from '../fluxConditions';
import type { FluxContext } from '../FluxContext';
import { formatGoDuration } from '../goDuration';
import { waitForHealth } from '../health/waitForHealth';
import { artifactRevision } from '../sources/artifactOf';
import { KustomizeFailure } from './KustomizeFailure';

export interface HealthCheckOptions {
  readonly applied: readonly AppliedObject[];
  readonly source: KubernetesObject;
  readonly revision: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Waits for what `wait` and `healthChecks` ask for; false when something newer is to be reconciled first. */
export async function checkHealth(
  context: FluxContext,
  options: HealthCheckOptions,
): Promise<boolean> {
  const { cluster, object } = context;
  const { revision, timeoutMs } = options;
  const refs = refsToCheck(object, options.applied);
  if (refs.length === 0) {
    context.set({}, [], ['Healthy']);
    return true;
  }
  const wasHealthy = conditionIn(object.status, 'Healthy')?.status === 'True';
  const startedMs = cluster.nowMs();
  const quick = await waitForHealth({
    cluster,
    refs,
    timeoutMs: 0,
    signal: options.signal,
  });
  if (quick.kind !== 'healthy') {
    const message = `Running health checks for revision ${revision} with a timeout of ${formatGoDuration(
      timeoutMs,
    )}`;
    context.set({}, [
      isUnknown('Ready', 'Progressing', 'Reconciliation in progress'),
      isTrue('Reconciling', 'Progressing', message),
      isUnknown('Healthy', 'Progressing', message),
    ]);
    await context.flush();
  }
  const outcome =
    quick.kind === 'healthy'
      ? quick
      : await waitForHealth({
          cluster,
          refs,
          timeoutMs,
          signal: options.signal,
          otherKinds: [refOf(object), refOf(options.source)],
          isCancelled: () => isOutdated(context, options),
        });
  const tookMs = cluster.nowMs() - startedMs;
  if (outcome.kind === 'cancelled') {
    await cancel(context);
    return false;
  }
  if (outcome.kind !== 'healthy') {
    const cause =
      outcome.kind === 'failed'
        ? 'failed early due to stalled resources'
        : 'timeout waiting for';
    const problem = `${cause}: [${outcome.problems.join(', ')}]`;
    context.set({}, [isFalse('Healthy', 'HealthCheckFailed', problem)]);
    throw new KustomizeFailure(
      'HealthCheckFailed',
      `health check failed after ${formatGoDuration(tookMs)}: ${problem}`,
    );
  }
  const message = `Health check passed in ${formatGoDuration(tookMs)}`;
  if (!wasHealthy) context.event('Normal', 'Progressing', message);
  context.set({}, [isTrue('Healthy', 'Succeeded', message)]);
  return true;
}

function refsToCheck(
  object: KubernetesObject,
  applied: readonly AppliedObject[],
): readonly ObjectRef[] {
  if (isTrueAt(object, 'spec', 'wait')) {
    return applied
      .filter(each => each.action !== 'skipped')
      .map(each => refOf(each.object))
      .filter(each => !isSame(each, object));
  }
  return recordsAt(object, 'spec', 'healthChecks').map(each => ({
    apiVersion: stringAt(each, 'apiVersion') ?? 'apps/v1',
    kind: stringAt(each, 'kind') ?? '',
    namespace: stringAt(each, 'namespace') ?? object.metadata.namespace,
    name: stringAt(each, 'name') ?? '',
  }));
}

/** Waiting for oneself would never end. */
function isSame(ref: ObjectRef, object: KubernetesObject): boolean {
  return (
    ref.kind === object.kind &&
    ref.name === object.metadata.name &&
    ref.namespace === object.metadata.namespace
  );
}

function isOutdated(
  { cluster, object }: FluxContext,
  { source, revision }: HealthCheckOptions,
): boolean {
  const now = cluster.get(refOf(object));
  if (!now || now.metadata.deletionTimestamp) return true;
  const newSource = cluster.get(refOf(source));
  return (
    now.metadata.generation !== object.metadata.generation ||
    now.metadata.annotations?.[REQUESTED_AT] !==
      object.metadata.annotations?.[REQUESTED_AT] ||
    artifactRevision(newSource) !== revision
  );
}

async function cancel(context: FluxContext): Promise<void> {
  const { kind, metadata } = context.object;
  const trigger = `${kind}/${metadata.namespace}/${metadata.name}`;
  context.set({}, [
    isFalse(
      'Ready',
      'HealthCheckCanceled',
      `New reconciliation triggered by ${trigger}`,
    ),
  ]);
  context.event(
    'Normal',
    'HealthCheckCanceled',
    `Health checks canceled due to new reconciliation triggered by ${trigger}`,
  );
  await context.flush();
}

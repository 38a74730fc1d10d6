import { numberAt, stringAt, type JsonRecord } from '@orrery/kubernetes-model';
import { isFalse, isTrue, isUnknown } from '../fluxConditions';
import type { FluxContext } from '../FluxContext';
import { parseDurationMs } from '../goDuration';

/** Why a source could not be fetched, in Flux's reasons and words. */
export class SourceFailure extends Error {
  constructor(readonly reason: string, message: string) {
    super(message);
    this.name = 'SourceFailure';
  }
}

const FIRST_RETRY_MS = 10_000;
const DEFAULT_INTERVAL_MS = 60_000;
const failed = ['FetchFailed', 'StorageOperationFailed'];

export function intervalMs({ object }: FluxContext): number {
  return (
    parseDurationMs(stringAt(object, 'spec', 'interval')) ?? DEFAULT_INTERVAL_MS
  );
}

/** Says that a source builds an artifact of `revision` now. */
export async function beginArtifact(
  context: FluxContext,
  revision: string,
): Promise<void> {
  const message = `building artifact: new upstream revision '${revision}'`;
  context.set({}, [
    isUnknown('Ready', 'Progressing', message),
    isTrue('Reconciling', 'Progressing', message),
  ]);
  await context.flush();
}

/** Writes that a source is ready; `fields` hold its artifact. */
export async function succeed(
  context: FluxContext,
  fields: JsonRecord,
  message: string,
  reason = 'Succeeded',
): Promise<number> {
  context.set(
    { ...fields, observedGeneration: context.object.metadata.generation ?? 1 },
    [
      isTrue('Ready', reason, message),
      isTrue('ArtifactInStorage', reason, message),
    ],
    ['Reconciling', 'Stalled', 'ArtifactOutdated', 'BuildFailed', ...failed],
  );
  await context.flush();
  return intervalMs(context);
}

/** Writes what went wrong; the artifact of before stays. Tries again after ten seconds, and ever more rarely. */
export async function fail(
  context: FluxContext,
  failure: SourceFailure,
  attempts: number,
): Promise<number> {
  const { reason, message } = failure;
  const observed = numberAt(context.status(), 'observedGeneration');
  context.set({ observedGeneration: observed ?? -1 }, [
    isFalse('Ready', reason, message),
    isTrue('FetchFailed', reason, message),
    isTrue('Reconciling', 'ProgressingWithRetry', 'reconciliation in progress'),
  ]);
  context.event('Warning', reason, message);
  await context.flush();
  return Math.min(intervalMs(context), FIRST_RETRY_MS * 2 ** attempts);
}

/** Fails where the Secret that `spec.secretRef` names is missing. */
export function requireSecret({ cluster, object }: FluxContext): void {
  const name = stringAt(object, 'spec', 'secretRef', 'name');
  const { namespace } = object.metadata;
  if (
    name &&
    !cluster.get({ apiVersion: 'v1', kind: 'Secret', namespace, name })
  ) {
    throw new SourceFailure(
      'AuthenticationFailed',
      `failed to get secret '${namespace}/${name}': secrets "${name}" not found`,
    );
  }
}

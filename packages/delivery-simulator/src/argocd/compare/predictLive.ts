import {
  parseKubernetesObject,
  recordAt,
  stringMapAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { JsonMap } from '../../cluster/JsonMap';
import { isEquivalentJson } from '../../manifests/merge/isEquivalentJson';
import { threeWayMerge } from '../../manifests/merge/threeWayMerge';
import { LAST_APPLIED } from '../argoKinds';
import type { PathStep } from './parseJqPath';
import { removePath } from './removePath';

/** What applying `desired` would make of `live`, and whether that changes anything that counts. */
export interface Prediction {
  readonly object: KubernetesObject;
  readonly isChanged: boolean;
}

/**
 * Compares as Argo CD does: desired, live, and what was applied before (three ways), so that defaults and fields of other
 * controllers are no difference. The status never counts, nor do `ignored` paths; with `respectsIgnored` those keep their
 * live value in the prediction.
 */
export function predictLive(
  desired: KubernetesObject,
  live: KubernetesObject,
  ignored: readonly (readonly PathStep[])[] = [],
  respectsIgnored = false,
): Prediction {
  const wanted = normalised(desired);
  const kept = respectsIgnored ? ignored : [];
  const merged = threeWayMerge(
    withoutPaths(lastAppliedOf(live), kept),
    withoutPaths(wanted, kept),
    live,
    live,
  );
  const before = withoutPaths(comparable(live), ignored);
  const after = withoutPaths(comparable(merged), ignored);
  return {
    object: parseKubernetesObject(merged),
    isChanged: !isEquivalentJson(before, after),
  };
}

/** What was written to the object when it was applied last, without what identifies it. */
function lastAppliedOf(live: KubernetesObject): unknown {
  const text = live.metadata.annotations?.[LAST_APPLIED];
  if (!text) return undefined;
  try {
    const { status, ...applied }: JsonMap = JSON.parse(text);
    return applied;
  } catch {
    // Somebody wrote the annotation by hand; then nothing is known to have been applied.
    return undefined;
  }
}

/** Without what the author of a manifest cannot want: a status, and plain text where the server keeps base64. */
function normalised(desired: KubernetesObject): KubernetesObject {
  const { status, stringData, ...rest } = desired;
  const metadata = Object.fromEntries(
    Object.entries(desired.metadata).filter(
      ([field, value]) => field !== 'creationTimestamp' || value !== null,
    ),
  );
  const object = {
    ...rest,
    metadata: { ...metadata, name: desired.metadata.name },
  };
  if (desired.kind !== 'Secret' || desired.apiVersion !== 'v1') return object;
  const encoded = Object.entries(stringMapAt(desired, 'stringData')).map(
    ([key, value]) => [key, Buffer.from(value).toString('base64')],
  );
  const data = {
    ...recordAt(desired, 'data'),
    ...Object.fromEntries(encoded),
  };
  return Object.keys(data).length > 0 ? { ...object, data } : object;
}

function comparable(object: JsonMap): JsonMap {
  const { status, ...rest } = object;
  const metadata = recordAt(object, 'metadata') ?? {};
  const annotations = Object.entries(stringMapAt(metadata, 'annotations'));
  return {
    ...rest,
    metadata: {
      labels: metadata.labels,
      annotations: Object.fromEntries(
        annotations.filter(([name]) => name !== LAST_APPLIED),
      ),
      finalizers: metadata.finalizers,
      ownerReferences: metadata.ownerReferences,
    },
  };
}

function withoutPaths<Value>(
  value: Value,
  paths: readonly (readonly PathStep[])[],
): Value;
function withoutPaths(
  value: unknown,
  paths: readonly (readonly PathStep[])[],
): unknown {
  return paths.reduce<unknown>((left, path) => removePath(left, path), value);
}

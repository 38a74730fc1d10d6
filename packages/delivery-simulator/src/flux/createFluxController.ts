import { isTrueAt, type KubernetesObject } from '@orrery/kubernetes-model';
import type {
  ClusterPort,
  KindRef,
  ObjectChange,
} from '../cluster/ClusterPort';
import {
  createObjectController,
  type ObjectController,
} from '../reconciling/createObjectController';
import { refOf } from '../reconciling/refOf';

export interface FluxControllerOptions {
  readonly cluster: ClusterPort;
  readonly kind: KindRef;
  /** Its field manager and the source of its events: `source-controller`. */
  readonly manager: string;
  readonly reconcile: (
    object: KubernetesObject,
    signal: AbortSignal,
  ) => Promise<number | undefined>;
  /** What is to be done before an object may go. */
  readonly finalize?: (
    object: KubernetesObject,
    signal: AbortSignal,
  ) => Promise<void>;
  readonly reportError: (error: unknown, context: string) => void;
}

export const REQUESTED_AT = 'reconcile.fluxcd.io/requestedAt';
export const FORCE_AT = 'reconcile.fluxcd.io/forceAt';
export const RESET_AT = 'reconcile.fluxcd.io/resetAt';
const FINALIZER = 'finalizers.fluxcd.io';

/**
 * What all controllers of Flux have in common: the finalizer, suspension, and that only a new generation, a request for
 * reconciliation or a deletion is worth a look; of changes of their own status they hear nothing.
 */
export function createFluxController(
  options: FluxControllerOptions,
): ObjectController {
  const { cluster, kind, manager } = options;
  return createObjectController({
    cluster,
    kind,
    reportError: options.reportError,
    isRelevant,
    reconcile: async (object, signal) => {
      const finalizers = object.metadata.finalizers ?? [];
      const hasFinalizer = finalizers.includes(FINALIZER);
      if (object.metadata.deletionTimestamp) {
        if (!hasFinalizer) return undefined;
        await options.finalize?.(object, signal);
        await writeFinalizers(
          object,
          finalizers.filter(each => each !== FINALIZER),
        );
        return undefined;
      }
      const current = hasFinalizer
        ? object
        : await writeFinalizers(object, [...finalizers, FINALIZER]);
      if (isTrueAt(current, 'spec', 'suspend')) return undefined;
      return options.reconcile(current, signal);
    },
  });

  function writeFinalizers(
    object: KubernetesObject,
    finalizers: readonly string[],
  ): Promise<KubernetesObject> {
    return cluster.mergePatch(
      refOf(object),
      { metadata: { finalizers } },
      { manager },
    );
  }
}

function isRelevant({ kind, object, previous }: ObjectChange): boolean {
  if (kind !== 'modified' || !previous) return kind === 'added';
  const isChanged = (annotation: string) =>
    object.metadata.annotations?.[annotation] !==
    previous.metadata.annotations?.[annotation];
  return (
    object.metadata.generation !== previous.metadata.generation ||
    object.metadata.deletionTimestamp !== previous.metadata.deletionTimestamp ||
    [REQUESTED_AT, FORCE_AT, RESET_AT].some(isChanged)
  );
}

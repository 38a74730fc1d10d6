import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort, KindRef } from '../../cluster/ClusterPort';
import { keyOf } from '../../reconciling/objectKey';
import type { ObjectController } from '../../reconciling/createObjectController';
import { createFluxContext, type FluxContext } from '../FluxContext';
import { createFluxController } from '../createFluxController';
import { fail, SourceFailure } from './sourceOutcome';

export interface SourceControllerOptions {
  readonly cluster: ClusterPort;
  readonly reportError: (error: unknown, context: string) => void;
}

const MANAGER = 'source-controller';

/** A controller whose `fetch` either brings a source to its end or throws a `SourceFailure`. */
export function createSourceController(
  { cluster, reportError }: SourceControllerOptions,
  kind: KindRef,
  fetch: (context: FluxContext) => Promise<number | undefined>,
): ObjectController {
  const attempts = new Map<string, number>();
  return createFluxController({
    cluster,
    kind,
    manager: MANAGER,
    reportError,
    finalize: async object => {
      attempts.delete(keyOf(object));
    },
    reconcile,
  });

  async function reconcile(
    object: KubernetesObject,
  ): Promise<number | undefined> {
    const context = createFluxContext(cluster, object, MANAGER);
    const key = keyOf(object);
    try {
      const againMs = await fetch(context);
      attempts.delete(key);
      return againMs;
    } catch (error) {
      if (!(error instanceof SourceFailure)) throw error;
      const before = attempts.get(key) ?? 0;
      attempts.set(key, before + 1);
      return fail(context, error, before);
    }
  }
}

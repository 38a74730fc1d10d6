import {
  isTrueAt,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import { createFluxController } from '../createFluxController';
import { deleteObjects } from '../deleteObjects';
import { createFluxContext } from '../FluxContext';
import { GIT_REPOSITORY, KUSTOMIZATION, OCI_REPOSITORY } from '../fluxKinds';
import { parseDurationMs } from '../goDuration';
import { wakeDependents } from '../wakeDependents';
import { waitUntil } from '../health/waitUntil';
import { inventoryOf } from '../inventory';
import { artifactRevision } from '../sources/artifactOf';
import { sourceKeyOf } from './checkDependencies';
import { refsOf } from './applyBuilt';
import { GROUP, ownerLabels, type ReadArtifact } from './buildObjects';
import { reconcileKustomization } from './reconcileKustomization';

export interface KustomizationsOptions {
  readonly cluster: ClusterPort;
  readonly readArtifact: ReadArtifact;
  readonly reportError: (error: unknown, context: string) => void;
}

const MANAGER = 'kustomize-controller';
const DEFAULT_TIMEOUT_MS = 60_000;

/** Runs the kustomize-controller: Kustomizations, when they or the artifacts of their sources change. */
export function startKustomizations({
  cluster,
  readArtifact,
  reportError,
}: KustomizationsOptions): { dispose(): void } {
  const controller = createFluxController({
    cluster,
    kind: KUSTOMIZATION,
    manager: MANAGER,
    reportError,
    reconcile: (object, signal) =>
      reconcileKustomization(
        createFluxContext(cluster, object, MANAGER),
        readArtifact,
        signal,
      ),
    finalize,
  });

  /** Deletes what the Kustomization applied, as far as its deletion policy lets it. */
  async function finalize(
    object: KubernetesObject,
    signal: AbortSignal,
  ): Promise<void> {
    const policy = stringAt(object, 'spec', 'deletionPolicy') ?? 'MirrorPrune';
    const isWanted =
      policy === 'Delete' ||
      policy === 'WaitForTermination' ||
      (policy === 'MirrorPrune' && isTrueAt(object, 'spec', 'prune'));
    if (!isWanted || isTrueAt(object, 'spec', 'suspend')) return;
    const refs = refsOf(inventoryOf(object));
    const { lines, problem } = await deleteObjects(refs, {
      cluster,
      manager: MANAGER,
      labels: ownerLabels(object),
      keepMark: `${GROUP}/prune`,
    });
    const context = createFluxContext(cluster, object, MANAGER);
    if (problem) {
      context.event(
        'Warning',
        'ReconciliationFailed',
        'pruning for deleted resource failed',
      );
      throw new Error(problem);
    }
    if (lines.length > 0) {
      context.event('Normal', 'ReconciliationSucceeded', lines.join('\n'));
    }
    if (policy !== 'WaitForTermination') return;
    const areGone = await waitUntil({
      cluster,
      kinds: refs,
      timeoutMs:
        parseDurationMs(stringAt(object, 'spec', 'timeout')) ??
        DEFAULT_TIMEOUT_MS,
      signal,
      look: () => refs.every(each => !cluster.get(each)) || undefined,
    });
    if (!areGone) {
      context.event(
        'Warning',
        'ReconciliationFailed',
        'failed to wait for resources termination',
      );
    }
  }

  const unsubscribers = [GIT_REPOSITORY, OCI_REPOSITORY].map(kind =>
    cluster.subscribe(kind, ({ object, previous }) => {
      if (artifactRevision(object) === artifactRevision(previous)) return;
      const { namespace, name } = object.metadata;
      const key = `${kind.kind}/${namespace}/${name}`;
      cluster
        .list(KUSTOMIZATION)
        .filter(each => sourceKeyOf(each) === key)
        .forEach(each =>
          controller.add(each.metadata.namespace, each.metadata.name),
        );
    }),
  );
  const stopWaking = wakeDependents(cluster, KUSTOMIZATION, controller);
  return {
    dispose: () => {
      stopWaking();
      unsubscribers.forEach(unsubscribe => unsubscribe());
      controller.dispose();
    },
  };
}

import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort } from '../cluster/ClusterPort';
import { createObjectController } from '../reconciling/createObjectController';
import { patchStatus } from '../reconciling/patchStatus';
import { createAnalysisRunController } from './analysis/createAnalysisRunController';
import type { MetricQuery } from './analysis/measure';
import { analysisDefinitions } from './definitions/analysisDefinitions';
import { rolloutDefinition } from './definitions/rolloutDefinition';
import { reconcileRollout } from './reconcileRollout';
import { controllingRollout } from './ReplicaSet';
import { MANAGER } from './RolloutContext';
import { workloadRefOf } from './rolloutProblem';

export interface RolloutsOptions {
  readonly cluster: ClusterPort;
  /** Answers the metrics of analyses; without it they end in errors that say so. */
  readonly query?: MetricQuery;
  readonly reportError: (error: unknown, context: string) => void;
}

const apiVersion = 'argoproj.io/v1alpha1';
const ROLLOUT = { apiVersion, kind: 'Rollout' } as const;
const EXPERIMENT = { apiVersion, kind: 'Experiment' } as const;
const REPLICA_SET = { apiVersion: 'apps/v1', kind: 'ReplicaSet' } as const;
const namedKinds = [
  { apiVersion: 'v1', kind: 'Service' },
  { apiVersion: 'apps/v1', kind: 'Deployment' },
  { apiVersion, kind: 'AnalysisTemplate' },
  { apiVersion, kind: 'ClusterAnalysisTemplate' },
] as const;

/** What a cluster with Argo Rollouts has installed: its definitions and namespace. */
export function rolloutsObjects(): readonly KubernetesObject[] {
  return [
    rolloutDefinition,
    ...analysisDefinitions,
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'argo-rollouts' },
    },
  ];
}

/** Runs the controllers of Argo Rollouts in a cluster that has `rolloutsObjects()`, until `dispose()`. */
export function startRollouts({
  cluster,
  query,
  reportError,
}: RolloutsOptions): { dispose(): void } {
  const rollouts = createObjectController({
    cluster,
    kind: ROLLOUT,
    reportError,
    reconcile: object => reconcileRollout(cluster, object),
  });
  const runs = createAnalysisRunController({ cluster, query, reportError });
  const experiments = createObjectController({
    cluster,
    kind: EXPERIMENT,
    reportError,
    reconcile: async object => {
      const message = 'experiments are not simulated: no pods are started';
      await patchStatus(cluster, object, { phase: 'Error', message }, MANAGER);
      return undefined;
    },
  });
  const addOwner = (object: KubernetesObject) => {
    const owner = controllingRollout(object);
    if (owner) rollouts.add(object.metadata.namespace, owner);
  };
  const unsubscribers = [
    cluster.subscribe(REPLICA_SET, ({ object }) => addOwner(object)),
    cluster.subscribe({ apiVersion, kind: 'AnalysisRun' }, ({ object }) =>
      addOwner(object),
    ),
    ...namedKinds.map(kind =>
      cluster.subscribe(kind, ({ object }) => {
        cluster
          .list(ROLLOUT, object.metadata.namespace)
          .filter(each => namesObject(each, object))
          .forEach(each =>
            rollouts.add(each.metadata.namespace, each.metadata.name),
          );
      }),
    ),
  ];
  return {
    dispose: () => {
      unsubscribers.forEach(unsubscribe => unsubscribe());
      experiments.dispose();
      runs.dispose();
      rollouts.dispose();
    },
  };
}

/** Whether a Rollout waits for `object` or takes its template from it. */
function namesObject(
  rollout: KubernetesObject,
  object: KubernetesObject,
): boolean {
  if (object.kind === 'Deployment') {
    return workloadRefOf(rollout)?.name === object.metadata.name;
  }
  const { name } = object.metadata;
  return JSON.stringify(rollout.spec).includes(JSON.stringify(name));
}

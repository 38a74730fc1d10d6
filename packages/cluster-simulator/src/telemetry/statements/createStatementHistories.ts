import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { StatementStep, WorldStatement } from '@orrery/telemetry-model';
import type { SimulationClock } from '../../clock/SimulationClock';
import { toMs } from '../../controllers/ControllerContext';
import type { ClusterStore, ResourceId } from '../../store/ClusterStore';
import { readCronJob, readJob } from './batchReadings';
import {
  readConfigMap,
  readNamespace,
  readPersistentVolume,
  readSecret,
  readStorageClass,
} from './clusterReadings';
import { readApplication, readFluxResource } from './deliveryReadings';
import { readEndpoints, readIngress, readService } from './networkReadings';
import {
  readAutoscaler,
  readBudget,
  readLimitRange,
  readQuota,
} from './policyReadings';
import type { Reading, ReadObject } from './Reading';
import { readAnalysisRun, readRollout } from './rolloutReadings';

const READERS: Readonly<Record<ResourceId, ReadObject>> = {
  'jobs.batch': readJob,
  'cronjobs.batch': readCronJob,
  'poddisruptionbudgets.policy': readBudget,
  resourcequotas: readQuota,
  limitranges: readLimitRange,
  'horizontalpodautoscalers.autoscaling': readAutoscaler,
  namespaces: readNamespace,
  services: readService,
  endpoints: readEndpoints,
  'ingresses.networking.k8s.io': readIngress,
  configmaps: readConfigMap,
  secrets: readSecret,
  'storageclasses.storage.k8s.io': readStorageClass,
  persistentvolumes: readPersistentVolume,
  'applications.argoproj.io': readApplication,
  'rollouts.argoproj.io': readRollout,
  'analysisruns.argoproj.io': readAnalysisRun,
  'gitrepositories.source.toolkit.fluxcd.io': readFluxResource,
  'helmrepositories.source.toolkit.fluxcd.io': readFluxResource,
  'kustomizations.kustomize.toolkit.fluxcd.io': readFluxResource,
  'helmreleases.helm.toolkit.fluxcd.io': readFluxResource,
};

/** What exporters say of objects, with the values that were observed since the simulator watches. */
export interface StatementHistories {
  all(): readonly WorldStatement[];
  /** Changes with every statement. */
  version(): number;
  dispose(): void;
}

const MAX_STEPS = 200;
const MAX_GONE = 2_000;

/**
 * Follows the objects of a cluster of which exporters speak. An object is read when somebody first asks for statements,
 * and again when it changes; a value that changes is kept with its time. Bounded: 200 values of a statement, 2 000
 * statements that no longer hold. O(readings of the object) per change.
 */
export function createStatementHistories(
  store: ClusterStore,
  clock: SimulationClock,
): StatementHistories {
  /** Of objects that changed, or were read, by uid. */
  const known = new Map<string, readonly WorldStatement[]>();
  let gone: readonly WorldStatement[] = [];
  let version = 0;
  let all: readonly WorldStatement[] | undefined;

  const undo = Object.entries(READERS).map(([resource, read]) =>
    store.subscribe(({ kind, object, previous }) => {
      const { uid = '' } = object.metadata;
      const nowMs = clock.nowMs();
      if (kind === 'added') return changed();
      const before =
        known.get(uid) ?? read(previous ?? object).map(statementOf(object));
      if (kind === 'deleted') {
        known.delete(uid);
        gone = [
          ...gone,
          ...before.map(each => ({ ...each, deletedAtMs: nowMs })),
        ].slice(-MAX_GONE);
        return changed();
      }
      const readings = read(object);
      if (isSame(before, readings)) return undefined;
      known.set(uid, merged(before, readings, object, nowMs));
      return changed();
    }, resource),
  );

  function changed(): void {
    version += 1;
    all = undefined;
  }

  return {
    version: () => version,
    all: () => {
      all ??= [
        ...Object.entries(READERS).flatMap(([resource, read]) =>
          store.list(resource).flatMap(object => {
            const { uid = '' } = object.metadata;
            const found =
              known.get(uid) ?? read(object).map(statementOf(object));
            known.set(uid, found);
            return found;
          }),
        ),
        ...gone,
      ];
      return all;
    },
    dispose: () => undo.forEach(each => each()),
  };
}

function statementOf(
  object: KubernetesObject,
): (reading: Reading) => WorldStatement {
  const atMs = toMs(object.metadata.creationTimestamp);
  return ({ family, labels, value }) => ({
    family,
    labels,
    steps: [{ atMs, value }],
  });
}

/** The last values are those that were read. */
function isSame(
  statements: readonly WorldStatement[],
  readings: readonly Reading[],
): boolean {
  const present = new Map(
    statements.map(each => [
      keyOf(each),
      each.steps[each.steps.length - 1].value,
    ]),
  );
  const held = [...present.values()].filter(value => !Number.isNaN(value));
  return (
    held.length === readings.length &&
    readings.every(each => present.get(keyOf(each)) === each.value)
  );
}

function merged(
  statements: readonly WorldStatement[],
  readings: readonly Reading[],
  object: KubernetesObject,
  nowMs: number,
): readonly WorldStatement[] {
  const told = new Map(readings.map(each => [keyOf(each), each.value]));
  const kept = statements.map(statement => {
    const value = told.get(keyOf(statement)) ?? NaN;
    told.delete(keyOf(statement));
    const { steps } = statement;
    const last: StatementStep = steps[steps.length - 1];
    return Object.is(last.value, value)
      ? statement
      : {
          ...statement,
          steps: [...steps, { atMs: nowMs, value }].slice(-MAX_STEPS),
        };
  });
  const added = readings
    .filter(each => told.has(keyOf(each)))
    .map(reading => ({
      ...statementOf(object)(reading),
      steps: [{ atMs: nowMs, value: reading.value }],
    }));
  return [...kept, ...added];
}

function keyOf({ family, labels }: Pick<Reading, 'family' | 'labels'>): string {
  return family + JSON.stringify(labels);
}

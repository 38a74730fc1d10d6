import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { Application } from '../application/Application';
import { syncWaveOf } from '../compare/compareApplication';
import type { ComparedResource, Comparison } from '../compare/Comparison';
import { resourceNameOf } from '../tracking/resourceKeyOf';
import { instanceNameOf, withTrackingId } from '../tracking/trackingIdOf';
import { hookOf } from './hookOf';
import { kindOrderOf } from './kindOrderOf';
import type { SyncOperation } from './SyncOperation';
import { isOptionOn, syncOptionsOf } from './syncOptionsOf';
import type { SyncPhase, SyncTask } from './SyncTask';

/** What a sync is made of. */
export interface PlanRequest {
  readonly application: Application;
  readonly operation: SyncOperation;
  readonly comparison: Comparison;
  readonly revision: string;
  readonly startedAtMs: number;
  readonly hasNamespace: boolean;
  /** Resources that this operation has touched already: they stay part of it. */
  readonly isTouched: (resource: ComparedResource) => boolean;
}

const PHASES: readonly SyncPhase[] = [
  'PreSync',
  'Sync',
  'PostSync',
  'SyncFail',
];

/**
 * The tasks of a sync in their order: by phase, wave, kind (namespaces first, then configuration, then workloads) and name.
 * Pruning goes through the waves backwards, or comes last. A sync of chosen resources runs no hooks.
 */
export function planSync(request: PlanRequest): readonly SyncTask[] {
  const { operation, comparison } = request;
  const chosen = comparison.resources.filter(
    each => !each.isHook && isChosen(each, request),
  );
  const applied = chosen
    .filter(each => each.desired)
    .map(each => toTask(each, 'Sync', each.syncWave));
  const hooks =
    operation.runsHooks && !operation.resources && !operation.dryRun
      ? comparison.hooks.flatMap(hook => hookTasks(hook, request))
      : [];
  const pruned = pruneTasks(
    chosen.filter(each => each.requiresPruning),
    [...applied, ...hooks],
    isOptionOn('PruneLast', new Map(), operation.options),
  );
  return [...namespaceTask(request), ...applied, ...hooks, ...pruned].sort(
    compareTasks,
  );
}

function isChosen(
  resource: ComparedResource,
  { operation, isTouched }: PlanRequest,
): boolean {
  const { group, kind, namespace, name } = resource.name;
  if (operation.resources) {
    return operation.resources.some(
      each =>
        each.group === group &&
        each.kind === kind &&
        each.name === name &&
        (each.namespace === '' || each.namespace === namespace),
    );
  }
  const isPartial = isOptionOn(
    'ApplyOutOfSyncOnly',
    new Map(),
    operation.options,
  );
  return !isPartial || resource.status === 'OutOfSync' || isTouched(resource);
}

function toTask(
  resource: ComparedResource,
  phase: SyncPhase,
  wave: number,
): SyncTask {
  const { name, version, desired, live, ignoredPaths, sharedWith } = resource;
  return {
    phase,
    wave,
    name,
    version,
    ignoredPaths,
    ...(desired ? { desired } : {}),
    ...(live ? { live } : {}),
    ...(sharedWith === undefined ? {} : { sharedWith }),
  };
}

function pruneTasks(
  resources: readonly ComparedResource[],
  others: readonly SyncTask[],
  isLast: boolean,
): readonly SyncTask[] {
  const waves = [...new Set(resources.map(each => each.syncWave))].sort(
    (a, b) => a - b,
  );
  const lastWave = Math.max(0, ...others.map(each => each.wave), ...waves) + 1;
  return resources.map(each => {
    const mirrored = waves[waves.length - 1 - waves.indexOf(each.syncWave)];
    const goesLast =
      isLast ||
      (each.live && isOptionOn('PruneLast', syncOptionsOf(each.live)));
    return toTask(each, 'Sync', goesLast ? lastWave : mirrored);
  });
}

function hookTasks(
  object: KubernetesObject,
  { revision, startedAtMs, application }: PlanRequest,
): readonly SyncTask[] {
  const hook = hookOf(object);
  return (hook?.types ?? []).map(type => {
    const { generateName, name } = object.metadata;
    const suffix = `${revision.slice(0, 7)}-${type.toLowerCase()}-${Math.floor(
      startedAtMs / 1000,
    )}`;
    const { generateName: dropped, ...metadata } = object.metadata;
    const named: KubernetesObject = {
      ...object,
      metadata: {
        ...metadata,
        name: generateName ? `${generateName}${suffix}` : name,
      },
    };
    // The id has the name in it, and it is by its id that the end of a hook is heard of.
    const desired = withTrackingId(
      named,
      instanceNameOf(application),
      application.destination.namespace,
    );
    return {
      phase: type,
      wave: syncWaveOf(object),
      name: resourceNameOf(desired),
      version: (object.apiVersion ?? '').split('/').slice(-1)[0],
      desired,
      hook: { type, deletePolicies: hook?.deletePolicies ?? [] },
      ignoredPaths: [],
    };
  });
}

/** The destination namespace, where it is missing and the options ask for it. */
function namespaceTask({
  application,
  operation,
  comparison,
  hasNamespace,
}: PlanRequest): readonly SyncTask[] {
  const name = application.destination.namespace;
  const isManaged = comparison.resources.some(
    each =>
      each.name.kind === 'Namespace' && each.name.name === name && each.desired,
  );
  if (
    hasNamespace ||
    isManaged ||
    name === '' ||
    !isOptionOn('CreateNamespace', new Map(), operation.options)
  ) {
    return [];
  }
  const desired: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { ...application.managedNamespaceMetadata, name },
  };
  return [
    {
      phase: 'PreSync',
      wave: Number.MIN_SAFE_INTEGER,
      name: resourceNameOf(desired),
      version: 'v1',
      desired,
      ignoredPaths: [],
    },
  ];
}

function compareTasks(a: SyncTask, b: SyncTask): number {
  return (
    PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase) ||
    a.wave - b.wave ||
    kindOrderOf(a.name.kind) - kindOrderOf(b.name.kind) ||
    Number(a.name.name > b.name.name) - Number(a.name.name < b.name.name)
  );
}

import { stringMapAt, type KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import {
  APPLICATION,
  COMPARE_OPTIONS,
  IGNORE_HEALTHCHECK,
  SYNC_WAVE,
} from '../argoKinds';
import type { Application } from '../application/Application';
import { resourceHealthOf } from '../health/resourceHealthOf';
import { worstHealthOf } from '../health/worstHealthOf';
import { hookOf } from '../sync/hookOf';
import { parseSyncOptions } from '../sync/syncOptionsOf';
import { formatResourceKey, resourceNameOf } from '../tracking/resourceKeyOf';
import { instanceNameOf, trackedBy } from '../tracking/trackingIdOf';
import type { ComparedResource, Comparison, ConditionText } from './Comparison';
import { ignoredPathsOf } from './ignoredPathsOf';
import { placeDesired } from './placeDesired';
import { predictLive } from './predictLive';

/** What is compared. */
export interface CompareRequest {
  readonly application: Application;
  readonly desired: readonly KubernetesObject[];
  /** Live objects with the Application's tracking id, by key. */
  readonly tracked: ReadonlyMap<string, KubernetesObject>;
  readonly cluster: Pick<ClusterPort, 'get' | 'resolve'>;
}

/** Compares what an Application should be with what is there. Cost: a walk over its resources; nothing is written. */
export function compareApplication(request: CompareRequest): Comparison {
  const { application, tracked, cluster } = request;
  const instance = instanceNameOf(application);
  const placed = placeDesired(
    request.desired,
    cluster,
    instance,
    application.destination.namespace,
  );
  const resources = [
    ...[...placed.resources.values()].map(desired =>
      compareDesired(desired, request, instance),
    ),
    ...[...tracked]
      .filter(([key, live]) => !placed.resources.has(key) && isTopLevel(live))
      .map(([, live]) => extraneous(live)),
  ].sort((a, b) =>
    formatResourceKey(a.name) < formatResourceKey(b.name) ? -1 : 1,
  );
  const isOutOfSync = resources.some(each => each.status === 'OutOfSync');
  return {
    resources,
    hooks: placed.hooks,
    postDeleteHooks: placed.postDeleteHooks,
    status: isOutOfSync ? 'OutOfSync' : 'Synced',
    health: { status: worstHealthOf(resources.flatMap(countedHealth)) },
    conditions: [
      ...placed.conditions,
      ...resources.flatMap(each => sharedWarning(each, application)),
    ],
  };
}

function compareDesired(
  desired: KubernetesObject,
  { application, cluster }: CompareRequest,
  instance: string,
): ComparedResource {
  const { apiVersion = '', kind = '', metadata } = desired;
  const live = cluster.get({
    apiVersion,
    kind,
    name: metadata.name,
    namespace: metadata.namespace,
  });
  const shared = {
    name: resourceNameOf(desired),
    version: versionOf(desired),
    desired,
    isHook: false,
    requiresPruning: false,
    syncWave: syncWaveOf(desired),
  };
  if (!live) {
    return {
      ...shared,
      status: 'OutOfSync',
      health: { status: 'Missing' },
      ignoredPaths: [],
    };
  }
  const ignoredPaths = ignoredPathsOf(application.ignoredDifferences, live);
  const owner = trackedBy(live);
  return {
    ...shared,
    live,
    status: predictLive(desired, live, ignoredPaths).isChanged
      ? 'OutOfSync'
      : 'Synced',
    health: resourceHealthOf(live),
    ignoredPaths,
    ...(owner !== undefined && owner !== instance ? { sharedWith: owner } : {}),
  };
}

function extraneous(live: KubernetesObject): ComparedResource {
  const isHook = hookOf(live) !== undefined;
  const options = parseSyncOptions(
    (stringMapAt(live, 'metadata', 'annotations')[COMPARE_OPTIONS] ?? '').split(
      ',',
    ),
  );
  const isIgnored = options.has('ignoreextraneous');
  return {
    name: resourceNameOf(live),
    version: versionOf(live),
    live,
    isHook,
    requiresPruning: !isHook,
    ...(isHook ? {} : { status: isIgnored ? 'Synced' : 'OutOfSync' }),
    health: resourceHealthOf(live),
    syncWave: syncWaveOf(live),
    ignoredPaths: [],
  };
}

function isTopLevel(object: KubernetesObject): boolean {
  return (object.metadata.ownerReferences ?? []).length === 0;
}

/** Hooks do not count, nor do children that are lost: they have their own page. */
function countedHealth(resource: ComparedResource) {
  const { health, isHook, name, live, desired } = resource;
  if (!health || isHook) return [];
  const annotations = stringMapAt(live ?? desired, 'metadata', 'annotations');
  if (annotations[IGNORE_HEALTHCHECK] === 'true') return [];
  const isChild = name.kind === APPLICATION.kind && name.group !== '';
  const isLost = health.status === 'Missing' || health.status === 'Unknown';
  return isChild && isLost ? [] : [health.status];
}

function sharedWarning(
  { sharedWith, name }: ComparedResource,
  { name: own, namespace }: Application,
): readonly ConditionText[] {
  return sharedWith === undefined
    ? []
    : [
        {
          type: 'SharedResourceWarning',
          message: `${name.kind}/${name.name} is part of applications ${namespace}/${own} and ${sharedWith}`,
        },
      ];
}

/** The wave of an object, by its annotation or its Helm weight; 0 unless it says so. */
export function syncWaveOf(object: KubernetesObject): number {
  const annotations = stringMapAt(object, 'metadata', 'annotations');
  const text = annotations[SYNC_WAVE] ?? annotations['helm.sh/hook-weight'];
  const wave = Number(text ?? 0);
  return Number.isInteger(wave) ? wave : 0;
}

function versionOf(object: KubernetesObject): string {
  const apiVersion = object.apiVersion ?? '';
  return apiVersion.slice(apiVersion.indexOf('/') + 1);
}

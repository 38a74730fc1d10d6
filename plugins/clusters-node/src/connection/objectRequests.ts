import {
  resourcePathOf,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type {
  DeleteOptions,
  ListOptions,
  LogOptions,
  PatchOptions,
  WatchOptions,
  WriteOptions,
} from './ClusterConnection';
import { describeTarget } from './describeTarget';
import type { KindRef, ObjectRef } from './KindRef';
import { withQuery } from './withQuery';

/** A call, without whom it is made for. Paths are refused with a `ModelError` when a part would name something else. */
export interface ObjectRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** For messages: `list pods in shop`. */
  readonly what: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const asJson = { 'content-type': 'application/json' };

const patchTypes: Readonly<Record<PatchOptions['type'], string>> = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  // The body is JSON, which is YAML too.
  apply: 'application/apply-patch+yaml',
};

export function listRequest(
  kind: KindRef,
  options: ListOptions,
): ObjectRequest {
  const { namespace, labelSelector, fieldSelector, limit } = options;
  return {
    method: 'GET',
    what: `list ${describeTarget(kind, { namespace })}`,
    path: withQuery(resourcePathOf(kind, { namespace }), {
      labelSelector,
      fieldSelector,
      limit,
      continue: options.continueToken,
      resourceVersion: options.resourceVersion,
    }),
  };
}

export function watchRequest(
  kind: KindRef,
  options: Omit<WatchOptions, 'signal'>,
): ObjectRequest {
  const { namespace, labelSelector, fieldSelector } = options;
  return {
    method: 'GET',
    what: `watch ${describeTarget(kind, { namespace })}`,
    path: withQuery(resourcePathOf(kind, { namespace }), {
      watch: true,
      allowWatchBookmarks: true,
      resourceVersion: options.resourceVersion,
      timeoutSeconds: options.timeoutSeconds,
      labelSelector,
      fieldSelector,
    }),
  };
}

export function getRequest(kind: KindRef, ref: ObjectRef): ObjectRequest {
  return {
    method: 'GET',
    what: `get ${describeTarget(kind, ref)}`,
    path: resourcePathOf(kind, ref),
  };
}

export function createRequest(
  kind: KindRef,
  object: KubernetesObject,
  options: WriteOptions,
): ObjectRequest {
  const { name, namespace } = object.metadata;
  return {
    method: 'POST',
    what: `create ${describeTarget(kind, { name, namespace })}`,
    path: withQuery(
      resourcePathOf(kind, { namespace }),
      writeParameters(options),
    ),
    headers: asJson,
    body: JSON.stringify(object),
  };
}

export function patchRequest(
  kind: KindRef,
  ref: ObjectRef,
  patch: unknown,
  options: PatchOptions,
): ObjectRequest {
  const { type, force, subresource } = options;
  return {
    method: 'PATCH',
    what: `patch ${describeTarget(kind, ref)}`,
    path: withQuery(resourcePathOf(kind, { ...ref, subresource }), {
      ...writeParameters(options),
      force,
    }),
    headers: { 'content-type': patchTypes[type] },
    body: JSON.stringify(patch),
  };
}

export function deleteRequest(
  kind: KindRef,
  ref: ObjectRef,
  options: DeleteOptions,
): ObjectRequest {
  const { uid, gracePeriodSeconds, propagationPolicy, dryRun } = options;
  return {
    method: 'DELETE',
    what: `delete ${describeTarget(kind, ref)}`,
    path: resourcePathOf(kind, ref),
    headers: asJson,
    body: JSON.stringify({
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      gracePeriodSeconds,
      propagationPolicy,
      dryRun: dryRun ? ['All'] : undefined,
      preconditions: uid === undefined ? undefined : { uid },
    }),
  };
}

export function logRequest(pod: ObjectRef, options: LogOptions): ObjectRequest {
  const kind = { group: '', version: 'v1', plural: 'pods', namespaced: true };
  const { container, follow, previous, timestamps } = options;
  const { tailLines, sinceSeconds, sinceTime, limitBytes } = options;
  return {
    method: 'GET',
    what: `read log of ${describeTarget(kind, pod)}`,
    path: withQuery(resourcePathOf(kind, { ...pod, subresource: 'log' }), {
      container,
      follow,
      previous,
      timestamps,
      tailLines,
      sinceSeconds,
      sinceTime,
      limitBytes,
    }),
  };
}

function writeParameters(options: WriteOptions) {
  return {
    fieldManager: options.fieldManager ?? 'orrery',
    fieldValidation: options.fieldValidation,
    dryRun: options.dryRun ? 'All' : undefined,
  };
}

import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ObjectRef } from '../../cluster/ClusterPort';
import type { JsonMap } from '../../cluster/JsonMap';
import {
  toStoredHooks,
  type ReleaseStatus,
  type StoredRelease,
} from '../../helm/release/HelmRelease';
import {
  manifestText,
  type RenderedManifest,
} from '../../helm/render/RenderedChart';
import { refOf } from '../../reconciling/refOf';
import { applyObjects } from '../applyObjects';
import { waitForHealth } from '../health/waitForHealth';
import type { ActionContext } from './ActionContext';
import type { ActionSpec } from './HelmReleaseSpec';
import { GROUP, ownerLabels, releaseObjects } from './releaseObjects';
import { renderRelease } from './renderRelease';
import { runHooks } from './runHooks';
import { isKept } from './uninstallRelease';

/** A revision as it was left, and why it failed if it did. */
export interface ActionOutcome {
  readonly release: StoredRelease;
  readonly problem?: string;
}

/** Chart and values of the revision to make. */
export interface ReleaseInput {
  readonly files: ReadonlyMap<string, string>;
  readonly values: JsonMap;
}

const descriptions = new Map<ReleaseStatus, string>([
  ['pending-install', 'Install complete'],
  ['pending-upgrade', 'Upgrade complete'],
]);

/** Makes the next revision: an install without one before it, else an upgrade. */
export async function makeRevision(
  context: ActionContext,
  input: ReleaseInput,
  action: 'install' | 'upgrade',
): Promise<ActionOutcome> {
  const { cluster, spec, storage } = context;
  const history = storage.list();
  const [last] = history;
  const nowMs = cluster.nowMs();
  const isInstall = action === 'install';
  const settings = spec[action];
  const next: StoredRelease = {
    name: spec.releaseName,
    namespace: spec.targetNamespace,
    revision: (last?.revision ?? 0) + 1,
    status: isInstall ? 'pending-install' : 'pending-upgrade',
    description: isInstall ? 'Initial install underway' : 'Preparing upgrade',
    notes: '',
    firstDeployedAtMs: last?.firstDeployedAtMs ?? nowMs,
    lastDeployedAtMs: nowMs,
    chart: input.files,
    values: input.values,
    manifest: '',
    hooks: [],
    labels: ownerLabels(context.owner),
  };
  if (isInstall && spec.createsNamespace) await createNamespace(context);
  let stored = next;
  let isStored = false;
  try {
    const rendered = renderRelease({
      ...context,
      ...input,
      revision: next.revision,
    });
    stored = {
      ...next,
      notes: rendered.notes,
      manifest: manifestText(rendered.manifests),
      hooks: toStoredHooks(rendered.hooks),
    };
    await storage.create(stored);
    isStored = true;
    await applyDefinitions(context, rendered.crds, settings);
    await bringUp(context, stored, deployedOf(history), action, settings);
    return { release: await finish(context, stored, history) };
  } catch (error) {
    context.signal.throwIfAborted();
    const problem = error instanceof Error ? error.message : String(error);
    const failed: StoredRelease = {
      ...stored,
      status: 'failed',
      description: `Release "${next.name}" failed: ${problem}`,
    };
    if (isStored) await storage.replace(failed);
    return { release: failed, problem };
  }
}

/** Brings the last revision that was deployed back, as a new one. */
export async function rollBack(
  context: ActionContext,
): Promise<
  { readonly from: StoredRelease; readonly release: StoredRelease } | undefined
> {
  const { cluster, storage, spec } = context;
  const history = storage.list();
  const [failed, ...before] = history;
  const from = before.find(
    each => each.status === 'deployed' || each.status === 'superseded',
  );
  if (!failed || !from) return undefined;
  const next: StoredRelease = {
    ...from,
    revision: failed.revision + 1,
    status: 'pending-rollback',
    description: `Rollback to ${from.revision}`,
    lastDeployedAtMs: cluster.nowMs(),
  };
  await storage.create(next);
  await bringUp(context, next, failed, 'rollback', spec.upgrade);
  const done = await finish(context, next, history);
  return { from, release: done };
}

/** Takes everything of a release away; its history too, unless it is to be kept. */
/** The revision that runs, as far as Helm knows. */
export function deployedOf(
  history: readonly StoredRelease[],
): StoredRelease | undefined {
  return history.find(each => each.status === 'deployed');
}

async function bringUp(
  context: ActionContext,
  next: StoredRelease,
  previous: StoredRelease | undefined,
  action: 'install' | 'upgrade' | 'rollback',
  settings: ActionSpec,
): Promise<void> {
  const { cluster, manager, owner, spec, signal } = context;
  const { timeoutMs } = settings;
  if (settings.runsHooks) {
    await runHooks(context, next, `pre-${action}`, timeoutMs);
  }
  const objects = releaseObjects(cluster, owner, spec, next);
  await applyObjects(objects, {
    cluster,
    manager,
    group: GROUP,
    isForced: settings.isForced,
  });
  if (previous) await removeLeft(context, previous, objects);
  if (settings.waits) {
    const outcome = await waitForHealth({
      cluster,
      refs: objects.map(refOf),
      timeoutMs,
      signal,
      waitsForJobs: settings.waitsForJobs,
    });
    if (outcome.kind === 'failed' || outcome.kind === 'timeout') {
      throw new Error(
        outcome.kind === 'timeout'
          ? `context deadline exceeded: ${outcome.problems.join(', ')}`
          : `resource not ready: ${outcome.problems.join(', ')}`,
      );
    }
  }
  if (settings.runsHooks) {
    await runHooks(context, next, `post-${action}`, timeoutMs);
  }
}

async function finish(
  context: ActionContext,
  pending: StoredRelease,
  history: readonly StoredRelease[],
): Promise<StoredRelease> {
  const { storage, spec } = context;
  const done: StoredRelease = {
    ...pending,
    status: 'deployed',
    description: descriptions.get(pending.status) ?? pending.description,
  };
  await storage.replace(done);
  for (const each of history) {
    if (each.status === 'deployed') {
      await storage.replace({ ...each, status: 'superseded' });
    }
  }
  const surplus =
    spec.maxHistory === 0 ? [] : history.slice(spec.maxHistory - 1);
  for (const each of surplus) await storage.delete(each.revision);
  return done;
}

async function applyDefinitions(
  { cluster, manager }: ActionContext,
  crds: readonly RenderedManifest[],
  { crds: policy }: ActionSpec,
): Promise<void> {
  for (const { object } of crds) {
    const isThere = cluster.get(refOf(object)) !== undefined;
    if (policy === 'CreateReplace' || (policy === 'Create' && !isThere)) {
      await cluster.apply(object, { manager, force: true });
    }
  }
}

/** Deletes what an older revision had and the new one has not. */
async function removeLeft(
  { cluster, manager, owner, spec }: ActionContext,
  previous: StoredRelease,
  objects: readonly KubernetesObject[],
): Promise<void> {
  const wanted = new Set(objects.map(each => idOf(refOf(each))));
  for (const object of releaseObjects(cluster, owner, spec, previous)) {
    if (wanted.has(idOf(refOf(object))) || isKept(object)) continue;
    await cluster.delete(refOf(object), {
      manager,
      propagationPolicy: 'Background',
    });
  }
}

function idOf({ apiVersion, kind, namespace, name }: ObjectRef): string {
  return `${apiVersion.split('/')[0]} ${kind} ${namespace}/${name}`;
}

async function createNamespace({
  cluster,
  manager,
  spec,
}: ActionContext): Promise<void> {
  const ref = {
    apiVersion: 'v1',
    kind: 'Namespace',
    name: spec.targetNamespace,
  };
  if (cluster.get(ref)) return;
  await cluster.create(
    { ...ref, metadata: { name: spec.targetNamespace } },
    { manager },
  );
}

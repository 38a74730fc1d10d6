import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort } from '../cluster/ClusterPort';
import { ClusterRequestError } from '../cluster/ClusterRequestError';
import { compareInstallOrder } from '../helm/render/installOrder';
import { canonicalJson } from '../reconciling/canonicalJson';
import { refOf } from '../reconciling/refOf';
import { formatObject } from './formatObject';

export interface ApplyOptions {
  readonly cluster: ClusterPort;
  readonly manager: string;
  /** Group of the annotations that say how an object is treated: `kustomize.toolkit.fluxcd.io`. */
  readonly group: string;
  /** Whether objects with immutable fields are deleted and created again. */
  readonly isForced: boolean;
}

export interface AppliedObject {
  readonly object: KubernetesObject;
  readonly action: 'created' | 'configured' | 'unchanged' | 'skipped';
}

/** What could not be applied, and what had been until then. */
export class ApplyError extends Error {
  constructor(message: string, readonly applied: readonly AppliedObject[]) {
    super(message);
    this.name = 'ApplyError';
  }
}

const definitionKinds = new Set(['CustomResourceDefinition', 'Namespace']);

/**
 * Applies objects on the server side, definitions and namespaces before the rest. Every object of a stage is tried
 * without storing it before one is stored, and one without a difference is left alone.
 */
export async function applyObjects(
  objects: readonly KubernetesObject[],
  options: ApplyOptions,
): Promise<readonly AppliedObject[]> {
  const sorted = [...objects].sort((a, b) =>
    compareInstallOrder(a.kind ?? '', b.kind ?? ''),
  );
  const isDefinition = (object: KubernetesObject) =>
    definitionKinds.has(object.kind ?? '');
  const definitions = await applyStage(
    sorted.filter(isDefinition),
    options,
    [],
  );
  return applyStage(
    sorted.filter(object => !isDefinition(object)),
    options,
    definitions,
  );
}

/** Whether two states of an object differ in what people write: not in its status, nor in what the server adds. */
export function hasDrifted(
  before: KubernetesObject,
  after: KubernetesObject,
): boolean {
  return canonicalJson(wantedPart(before)) !== canonicalJson(wantedPart(after));
}

async function applyStage(
  objects: readonly KubernetesObject[],
  options: ApplyOptions,
  before: readonly AppliedObject[],
): Promise<readonly AppliedObject[]> {
  const applied = [...before];
  const planned: AppliedObject[] = [];
  for (const object of objects) {
    planned.push(await tryObject(object, options, applied));
  }
  for (const { object, action } of planned) {
    if (action === 'created' || action === 'configured') {
      await store(object, options, applied);
    }
    applied.push({ object, action });
  }
  return applied;
}

async function tryObject(
  object: KubernetesObject,
  { cluster, manager, group, isForced }: ApplyOptions,
  applied: readonly AppliedObject[],
): Promise<AppliedObject> {
  const served = cluster.resolve({
    apiVersion: object.apiVersion ?? '',
    kind: object.kind ?? '',
  });
  if (!served) {
    throw new ApplyError(
      `${formatObject(object)} dry-run failed: no matches for kind "${
        object.kind
      }" in version "${object.apiVersion}"`,
      applied,
    );
  }
  if (served.namespaced && !object.metadata.namespace) {
    throw new ApplyError(
      `${formatObject(
        object,
      )} namespace not specified: the server could not find the requested resource`,
      applied,
    );
  }
  const existing = cluster.get(refOf(object));
  const annotation = (name: string) =>
    existing?.metadata.annotations?.[`${group}/${name}`] ??
    object.metadata.annotations?.[`${group}/${name}`];
  const isSkipped =
    annotation('reconcile') === 'disabled' ||
    annotation('ssa') === 'Ignore' ||
    (existing && annotation('ssa') === 'IfNotPresent');
  if (isSkipped) return { object, action: 'skipped' };
  try {
    const result = await cluster.apply(object, {
      manager,
      force: true,
      dryRun: true,
    });
    if (!existing) return { object, action: 'created' };
    return {
      object,
      action: hasDrifted(existing, result) ? 'configured' : 'unchanged',
    };
  } catch (error) {
    if (!(error instanceof ClusterRequestError)) throw error;
    const mayRecreate = isForced || annotation('force') === 'enabled';
    if (mayRecreate && isImmutable(error)) {
      return { object, action: 'configured' };
    }
    throw new ApplyError(
      `${formatObject(object)} dry-run failed (${error.reason}): ${
        error.message
      }`,
      applied,
    );
  }
}

async function store(
  object: KubernetesObject,
  { cluster, manager }: ApplyOptions,
  applied: readonly AppliedObject[],
): Promise<void> {
  const apply = () => cluster.apply(object, { manager, force: true });
  try {
    await apply();
  } catch (error) {
    if (!(error instanceof ClusterRequestError)) throw error;
    if (!isImmutable(error)) {
      throw new ApplyError(
        `${formatObject(object)} apply failed (${error.reason}): ${
          error.message
        }`,
        applied,
      );
    }
    await cluster.delete(refOf(object), { manager });
    await apply();
  }
}

function isImmutable(error: ClusterRequestError): boolean {
  return error.reason === 'Invalid' && /immutable/i.test(error.message);
}

function wantedPart({
  metadata,
  status,
  ...rest
}: KubernetesObject): Readonly<Record<string, unknown>> {
  return {
    ...rest,
    labels: metadata.labels ?? {},
    annotations: metadata.annotations ?? {},
  };
}

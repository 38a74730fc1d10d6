import type { KubernetesObject } from '@orrery/kubernetes-model';
import { toTimestamp } from '../../reconciling/toTimestamp';
import {
  type Condition,
  reconcileError,
  reconcilePaused,
  reconcileSuccess,
} from '../conditions';
import {
  EXTERNAL_NAME,
  newExternalName,
  type ManagedKind,
  type Observation,
} from './ManagedKind';
import type { Resolution } from './resolveReferences';

export const PAUSED = 'crossplane.io/paused';
/** When the provider asked the cloud for the resource. */
export const CREATE_REQUESTED = 'crossplane.io/external-create-pending';
export const CREATE_CONFIRMED = 'crossplane.io/external-create-succeeded';

/** What is known about a managed resource apart from itself. */
export interface ManagedSurroundings {
  readonly nowMs: number;
  readonly hasProviderConfig: boolean;
  readonly resolution: Resolution;
  /** Why the cloud refuses, when somebody commanded that it does. */
  readonly failure: string | undefined;
  /** Resources that keep this one from being deleted. */
  readonly dependents: readonly string[];
  /** How many times faster than a real cloud. */
  readonly speed: number;
}

/**
 * What the provider does next about a managed resource.
 * `annotate`: asks the cloud, and writes down that it did. `report`: says how far the cloud is; look again after `againMs`.
 * `forget`: the external resource is gone.
 */
export type ManagedStep =
  | {
      readonly kind: 'annotate';
      readonly annotations: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'report';
      readonly conditions: readonly Condition[];
      readonly observation?: Observation;
      readonly againMs?: number;
    }
  | { readonly kind: 'forget' };

/** A cloud that will fail says so after this share of the time that it would have taken. */
const FAILURE_SHARE = 0.3;
/** After a refusal a provider asks again. */
const RETRY_MS = 30_000;

/**
 * The life of a managed resource as crossplane-runtime and upjet tell it: references resolved → creation requested →
 * creating → available, or an error that is retried; then deleting. A function of the object, its surroundings and the time.
 */
export function managedState(
  object: KubernetesObject,
  kind: ManagedKind,
  surroundings: ManagedSurroundings,
): ManagedStep {
  const { annotations = {}, deletionTimestamp } = object.metadata;
  if (annotations[PAUSED] === 'true')
    return { kind: 'report', conditions: [reconcilePaused] };
  if (!surroundings.hasProviderConfig)
    return {
      kind: 'report',
      conditions: [
        reconcileError(
          'connect failed: cannot initialize the Terraform plugin SDK async external client: cannot get terraform setup: ' +
            `cannot get referenced ProviderConfig: ProviderConfig.${
              kind.provider
            }.upbound.io "${providerConfigNameOf(object)}" not found`,
        ),
      ],
    };
  if (deletionTimestamp !== undefined)
    return deletingState(object, kind, surroundings, deletionTimestamp);
  const requestedAt = annotations[CREATE_REQUESTED];
  if (requestedAt === undefined)
    return beforeCreation(object, kind, surroundings);
  // Asked for already, so its references were known: they are on their way.
  if (surroundings.resolution.kind === 'waiting')
    return { kind: 'report', conditions: [] };
  return creatingState(object, kind, surroundings, requestedAt);
}

export function providerConfigNameOf(object: KubernetesObject): string {
  const { spec } = object as {
    spec?: { providerConfigRef?: { name?: string } };
  };
  return spec?.providerConfigRef?.name ?? 'default';
}

function beforeCreation(
  object: KubernetesObject,
  kind: ManagedKind,
  { resolution, nowMs }: ManagedSurroundings,
): ManagedStep {
  if (resolution.kind === 'waiting')
    return { kind: 'report', conditions: [reconcileError(resolution.message)] };
  const now = toTimestamp(nowMs);
  return {
    kind: 'annotate',
    annotations: {
      [EXTERNAL_NAME]: newExternalName(kind, object),
      [CREATE_REQUESTED]: now,
      [CREATE_CONFIRMED]: now,
    },
  };
}

function creatingState(
  object: KubernetesObject,
  kind: ManagedKind,
  { nowMs, failure, speed }: ManagedSurroundings,
  requestedAt: string,
): ManagedStep {
  const createMs = kind.createMs / speed;
  const elapsedMs = nowMs - Date.parse(requestedAt);
  const progress = Math.min(1, elapsedMs / createMs);
  const observation: Observation = {
    progress,
    isDeleting: false,
    externalName: externalNameOf(object),
    createdAt: requestedAt,
  };
  if (progress >= 1 && (failure === undefined || isAvailable(object))) {
    const completed = {
      status: 'True',
      lastTransitionTime: toTimestamp(Date.parse(requestedAt) + createMs),
    } as const;
    return {
      kind: 'report',
      observation,
      conditions: [
        { ...reconcileSuccess, lastTransitionTime: requestedAt },
        { type: 'Ready', reason: 'Available', ...completed },
        { type: 'LastAsyncOperation', reason: 'Success', ...completed },
      ],
    };
  }
  const isFailed = failure !== undefined && progress >= FAILURE_SHARE;
  if (isFailed) {
    const message = kind.failure(object, failure);
    return {
      kind: 'report',
      againMs: RETRY_MS,
      conditions: [
        reconcileError(message),
        { type: 'Ready', status: 'False', reason: 'Creating' },
        {
          type: 'LastAsyncOperation',
          status: 'False',
          reason: 'AsyncCreateFailure',
          message,
        },
      ],
    };
  }
  const untilMs =
    (failure === undefined ? createMs : createMs * FAILURE_SHARE) - elapsedMs;
  return {
    kind: 'report',
    observation,
    againMs: Math.max(1_000, Math.ceil(untilMs)),
    conditions: [
      reconcileSuccess,
      { type: 'Ready', status: 'False', reason: 'Creating' },
      { type: 'LastAsyncOperation', status: 'Unknown', reason: 'Ongoing' },
    ],
  };
}

function deletingState(
  object: KubernetesObject,
  kind: ManagedKind,
  { nowMs, dependents, speed, resolution }: ManagedSurroundings,
  deletionTimestamp: string,
): ManagedStep {
  const deleting: Condition = {
    type: 'Ready',
    status: 'False',
    reason: 'Deleting',
  };
  const isExternal =
    object.metadata.annotations?.[CREATE_REQUESTED] !== undefined;
  if (!isExternal || isOrphaned(object)) return { kind: 'forget' };
  if (dependents.length > 0)
    return {
      kind: 'report',
      conditions: [
        deleting,
        reconcileError(
          `async delete failed: failed to delete the resource: [{0 deleting ${
            kind.kind
          } (${externalNameOf(
            object,
          )}): resource is in use by ${dependents.join(', ')}  []}]`,
        ),
      ],
    };
  const elapsedMs = nowMs - Date.parse(deletionTimestamp);
  const remainingMs = kind.deleteMs / speed - elapsedMs;
  if (remainingMs <= 0) return { kind: 'forget' };
  return {
    kind: 'report',
    againMs: Math.max(1_000, Math.ceil(remainingMs)),
    ...(resolution.kind === 'resolved' && {
      observation: {
        progress: 1,
        isDeleting: true,
        externalName: externalNameOf(object),
        createdAt: object.metadata.annotations?.[CREATE_REQUESTED] ?? '',
      },
    }),
    conditions: [
      reconcileSuccess,
      deleting,
      { type: 'LastAsyncOperation', status: 'Unknown', reason: 'Ongoing' },
    ],
  };
}

function externalNameOf({ metadata }: KubernetesObject): string {
  return metadata.annotations?.[EXTERNAL_NAME] ?? metadata.name;
}

function isOrphaned(object: KubernetesObject): boolean {
  const { spec } = object as { spec?: { deletionPolicy?: string } };
  return spec?.deletionPolicy === 'Orphan';
}

function isAvailable(object: KubernetesObject): boolean {
  const { status } = object as {
    status?: { conditions?: readonly Condition[] };
  };
  return (status?.conditions ?? []).some(
    ({ type, status: value }) => type === 'Ready' && value === 'True',
  );
}

import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort, ObjectRef } from '../../cluster/ClusterPort';
import { createReconcileQueue } from '../../queue/createReconcileQueue';
import { conditionsOf, isConditionTrue, withConditions } from '../conditions';
import { writeSecret } from '../writeSecret';
import {
  forProviderOf,
  kindRefOf,
  type ManagedKind,
  providerConfigKind,
} from './ManagedKind';
import {
  managedState,
  type ManagedStep,
  PAUSED,
  providerConfigNameOf,
} from './managedState';
import { resolveReferences } from './resolveReferences';
import {
  ancestorsOf,
  commandedFailure,
  commandedSpeed,
  dependentsOf,
} from './surroundings';

const FINALIZER = 'finalizer.managedresource.crossplane.io';
const MANAGER = 'crossplane-provider';

export interface ManagedControllerOptions {
  readonly port: ClusterPort;
  readonly kinds: readonly ManagedKind[];
  /** How many times faster than a real cloud the simulated ones are. */
  readonly speed: number;
  readonly reportError: (error: unknown, subject: string) => void;
}

/** The providers: brings every managed resource to what its cloud would make of it. */
export function createManagedController(options: ManagedControllerOptions): {
  dispose(): void;
} {
  const { port, kinds } = options;
  const byKey = new Map(kinds.map(kind => [keyOfKind(kind), kind]));
  const queue = createReconcileQueue({
    clock: port,
    reconcile,
    reportError: options.reportError,
  });
  const undo = kinds.map(kind =>
    port.subscribe(kindRefOf(kind), ({ object }) =>
      enqueueRelated(kind, object),
    ),
  );
  for (const provider of new Set(kinds.map(each => each.provider)))
    undo.push(
      port.subscribe(providerConfigKind(provider), () =>
        enqueueAll(kinds.filter(kind => kind.provider === provider)),
      ),
    );
  enqueueAll(kinds);

  function enqueueAll(some: readonly ManagedKind[]): void {
    for (const kind of some)
      for (const object of port.list(kindRefOf(kind)))
        queue.add(keyOf(kind, object.metadata.name));
  }

  /** What refers to the changed one may go on, and what it refers to may go. */
  function enqueueRelated(kind: ManagedKind, object: KubernetesObject): void {
    queue.add(keyOf(kind, object.metadata.name));
    for (const other of kinds) {
      const refers = other.references.some(
        ({ to }) =>
          to.kind === kind.kind && to.apiVersion === kindRefOf(kind).apiVersion,
      );
      const waits =
        object.metadata.deletionTimestamp !== undefined &&
        other.provider === kind.provider &&
        other.deletedAfter?.includes(kind.kind);
      if (refers || waits) enqueueAll([other]);
    }
  }

  async function reconcile(key: string): Promise<void> {
    const [kindKey, name] = key.split('|');
    const kind = byKey.get(kindKey);
    if (!kind) return;
    const ref = { ...kindRefOf(kind), name };
    const found = port.get(ref);
    if (!found) return;
    const resolution = resolveReferences(port, found, kind.references);
    const object = await prepared(
      ref,
      found,
      resolution.kind === 'resolved' ? resolution.values : {},
    );
    const ancestors = ancestorsOf(port, object);
    const step = managedState(object, kind, {
      nowMs: port.nowMs(),
      hasProviderConfig:
        port.get({
          ...providerConfigKind(kind.provider),
          name: providerConfigNameOf(object),
        }) !== undefined,
      resolution,
      failure: commandedFailure(ancestors),
      dependents: dependentsOf(port, kinds, kind, object),
      speed: commandedSpeed(ancestors) * options.speed,
    });
    await take(step, ref, kind, object);
    if (step.kind === 'report' && step.againMs !== undefined)
      queue.add(key, step.againMs);
  }

  /** With its finalizer, and with the values of its references written down. */
  async function prepared(
    ref: ObjectRef,
    object: KubernetesObject,
    values: Readonly<Record<string, unknown>>,
  ): Promise<KubernetesObject> {
    const { finalizers = [], deletionTimestamp, annotations } = object.metadata;
    const needsFinalizer =
      deletionTimestamp === undefined && !finalizers.includes(FINALIZER);
    const isPaused = annotations?.[PAUSED] === 'true';
    if (isPaused || (!needsFinalizer && Object.keys(values).length === 0))
      return object;
    return port.mergePatch(
      ref,
      {
        ...(needsFinalizer && {
          metadata: { finalizers: [...finalizers, FINALIZER] },
        }),
        spec: { forProvider: { ...forProviderOf(object), ...values } },
      },
      { manager: MANAGER },
    );
  }

  async function take(
    step: ManagedStep,
    ref: ObjectRef,
    kind: ManagedKind,
    object: KubernetesObject,
  ): Promise<void> {
    switch (step.kind) {
      case 'annotate':
        await port.mergePatch(
          ref,
          { metadata: { annotations: step.annotations } },
          { manager: MANAGER },
        );
        port.recordEvent({
          regarding: object,
          type: 'Normal',
          reason: 'CreatedExternalResource',
          message: 'Successfully requested creation of external resource',
          source: sourceOf(kind),
        });
        return;
      case 'forget':
        await port.mergePatch(
          ref,
          {
            metadata: {
              finalizers: (object.metadata.finalizers ?? []).filter(
                each => each !== FINALIZER,
              ),
            },
          },
          { manager: MANAGER },
        );
        return;
      default:
        await report(step, ref, kind, object);
    }
  }

  async function report(
    step: Extract<ManagedStep, { kind: 'report' }>,
    ref: ObjectRef,
    kind: ManagedKind,
    object: KubernetesObject,
  ): Promise<void> {
    const { observation } = step;
    const before = parseStatus(object);
    const conditions = withConditions(
      conditionsOf(object),
      step.conditions,
      port.nowMs(),
    );
    const status = {
      ...before,
      conditions,
      ...(observation && {
        atProvider: kind.atProvider(object, observation),
      }),
    };
    if (
      observation?.progress === 1 &&
      !observation.isDeleting &&
      kind.connection
    )
      await writeSecret(port, object, kind.connection(object, observation));
    if (JSON.stringify(status) === JSON.stringify(before)) return;
    const isNewError = step.conditions.some(
      condition =>
        condition.reason === 'ReconcileError' &&
        !conditionsOf(object).some(
          ({ message }) => message === condition.message,
        ),
    );
    const stored = await port.mergePatch(
      ref,
      { status },
      { manager: MANAGER, subresource: 'status' },
    );
    if (isNewError)
      port.recordEvent({
        regarding: stored,
        type: 'Warning',
        reason: 'CannotCreateExternalResource',
        message:
          conditions.find(({ type }) => type === 'Synced')?.message ?? '',
        source: sourceOf(kind),
      });
    else if (
      isConditionTrue(stored, 'Ready') &&
      !isConditionTrue(object, 'Ready')
    )
      port.recordEvent({
        regarding: stored,
        type: 'Normal',
        reason: 'UpdatedExternalResource',
        message: 'Successfully requested update of external resource',
        source: sourceOf(kind),
      });
  }

  return {
    dispose: () => {
      undo.forEach(each => each());
      queue.dispose();
    },
  };
}

function keyOfKind({ group, kind }: ManagedKind): string {
  return `${kind}.${group}`;
}

function keyOf(kind: ManagedKind, name: string): string {
  return `${keyOfKind(kind)}|${name}`;
}

function sourceOf({ group, kind }: ManagedKind): string {
  return `managed/${group}/v1beta1, kind=${kind.toLowerCase()}`;
}

function parseStatus(
  object: KubernetesObject,
): Readonly<Record<string, unknown>> {
  const { status } = object as { status?: Record<string, unknown> };
  return status ?? {};
}

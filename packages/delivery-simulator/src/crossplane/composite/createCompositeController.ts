import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import { createReconcileQueue } from '../../queue/createReconcileQueue';
import { toTimestamp } from '../../reconciling/toTimestamp';
import {
  composedTemplatesOf,
  CompositionError,
} from '../composition/Composition';
import {
  composeResources,
  type Composed,
} from '../composition/composeResources';
import { revisionsOf } from '../composition/createRevisionController';
import {
  type Condition,
  conditionsOf,
  reconcileError,
  compositePaused,
  reconcileSuccess,
  withConditions,
} from '../conditions';
import { revisionKind, xrdKind } from '../coreKinds';
import { compositeKindOf, parseXrdSpec } from '../definitions/XrdSpec';
import { PAUSED } from '../managed/managedState';
import { readSecret, writeSecret } from '../writeSecret';
import {
  createComposedResources,
  nameOf,
  type Observed,
} from './createComposedResources';
import { parseCompositeSpec, parseCompositeStatus } from './CompositeSpec';
import { readyCondition } from './readyCondition';
import { selectComposition } from './selectComposition';

const MANAGER = 'apiextensions.crossplane.io/composite';
const FINALIZER = 'composite.apiextensions.crossplane.io';

/**
 * Composes resources for the composite resources of one definition, as Crossplane's composite controller does: composition
 * chosen, its revision followed, resources applied and owned, those that left the composition deleted, conditions reported.
 */
export function createCompositeController(options: {
  readonly port: ClusterPort;
  /** Name of the CompositeResourceDefinition. */
  readonly definition: string;
  readonly reportError: (error: unknown, subject: string) => void;
}): { dispose(): void } {
  const { port } = options;
  const queue = createReconcileQueue({
    clock: port,
    reconcile,
    reportError: options.reportError,
  });
  const found = port.get({ ...xrdKind, name: options.definition });
  if (!found) return { dispose: () => queue.dispose() };
  const definition = parseXrdSpec(found);
  const kind = compositeKindOf(definition);
  const resources = createComposedResources(port, kind, name =>
    queue.add(name),
  );
  const undo = [
    port.subscribe(kind, ({ object }) => queue.add(object.metadata.name)),
    port.subscribe(revisionKind, enqueueAll),
  ];
  enqueueAll();

  function enqueueAll(): void {
    for (const { metadata } of port.list(kind)) queue.add(metadata.name);
  }

  async function reconcile(name: string): Promise<void> {
    const composite = port.get({ ...kind, name });
    if (!composite) return;
    if (composite.metadata.annotations?.[PAUSED] === 'true') {
      await report(composite, [compositePaused]);
      return;
    }
    if (composite.metadata.deletionTimestamp !== undefined) {
      await finalize(composite);
      return;
    }
    await compose(await withFinalizer(composite));
  }

  async function withFinalizer(
    composite: KubernetesObject,
  ): Promise<KubernetesObject> {
    const { finalizers = [], labels, name } = composite.metadata;
    if (finalizers.includes(FINALIZER)) return composite;
    return port.mergePatch(
      { ...kind, name },
      {
        metadata: {
          finalizers: [...finalizers, FINALIZER],
          labels: { ...labels, 'crossplane.io/composite': name },
        },
      },
      { manager: MANAGER },
    );
  }

  async function compose(composite: KubernetesObject): Promise<void> {
    const selection = selectComposition(port, definition, composite);
    if (selection.kind === 'none') {
      await report(composite, [reconcileError(selection.message)]);
      return;
    }
    const revision = revisionFor(composite, selection.composition);
    if (!revision) {
      await report(composite, [
        reconcileError(
          'cannot select Composition: no composition revisions exist yet',
        ),
      ]);
      return;
    }
    const observed = resources.observedOf(composite);
    let composed: Composed;
    try {
      composed = composeResources({
        composite,
        templates: composedTemplatesOf(revision),
        observed,
        secretOf: resource => readSecret(port, resource),
      });
    } catch (error) {
      if (!(error instanceof CompositionError)) throw error;
      await report(composite, [reconcileError(error.message)]);
      return;
    }
    const bound = await writeReferences(
      composite,
      selection.composition,
      revision,
      composed,
      observed,
    );
    const refusal = await resources.apply(bound, composed);
    await resources.deleteOthers(observed, composed);
    const isPublished = await writeSecret(
      port,
      bound,
      composed.connectionDetails,
    );
    await report(
      bound,
      [
        refusal === undefined ? reconcileSuccess : reconcileError(refusal),
        readyCondition(composed.unready),
      ],
      composed,
      isPublished,
    );
  }

  /** The newest revision, or with `Manual` the one that it has. */
  function revisionFor(
    composite: KubernetesObject,
    composition: KubernetesObject,
  ): KubernetesObject | undefined {
    const { compositionUpdatePolicy, compositionRevisionRef } =
      parseCompositeSpec(composite);
    const revisions = revisionsOf(port, composition.metadata.name);
    const current = revisions.find(
      ({ metadata }) => metadata.name === compositionRevisionRef?.name,
    );
    return compositionUpdatePolicy === 'Manual' && current
      ? current
      : revisions.at(-1);
  }

  async function writeReferences(
    composite: KubernetesObject,
    composition: KubernetesObject,
    revision: KubernetesObject,
    composed: Composed,
    observed: Observed,
  ): Promise<KubernetesObject> {
    const spec = parseCompositeSpec(composite);
    const wanted = {
      compositionRef: { name: composition.metadata.name },
      compositionRevisionRef: { name: revision.metadata.name },
      compositionUpdatePolicy: spec.compositionUpdatePolicy ?? 'Automatic',
      resourceRefs: composed.resources.map(resource => ({
        apiVersion: resource.object.apiVersion ?? '',
        kind: resource.object.kind ?? '',
        name: nameOf(composite, resource, observed),
      })),
    };
    const isSame = Object.entries(wanted).every(
      ([field, value]) => JSON.stringify(spec[field]) === JSON.stringify(value),
    );
    if (isSame) return composite;
    if (spec.compositionRef === undefined)
      record(
        composite,
        'SelectComposition',
        'Successfully selected composition',
      );
    return port.mergePatch(
      { ...kind, name: composite.metadata.name },
      { spec: wanted },
      { manager: MANAGER },
    );
  }

  async function finalize(composite: KubernetesObject): Promise<void> {
    const { finalizers = [], name } = composite.metadata;
    if (!finalizers.includes(FINALIZER)) return;
    const remaining = resources.observedOf(composite);
    if (remaining.size > 0) {
      await resources.deleteOthers(remaining);
      await report(composite, [
        reconcileSuccess,
        { type: 'Ready', status: 'False', reason: 'Deleting' },
      ]);
      return;
    }
    await port.mergePatch(
      { ...kind, name },
      {
        metadata: { finalizers: finalizers.filter(each => each !== FINALIZER) },
      },
      { manager: MANAGER },
    );
  }

  async function report(
    composite: KubernetesObject,
    conditions: readonly Condition[],
    composed?: Composed,
    isPublished = false,
  ): Promise<void> {
    const before = parseCompositeStatus(composite);
    const next = {
      ...before,
      ...(composed && parseCompositeStatus(composed.composite)),
      conditions: withConditions(
        conditionsOf(composite),
        conditions,
        port.nowMs(),
      ),
      ...(isPublished &&
        before.connectionDetails === undefined && {
          connectionDetails: { lastPublishedTime: toTimestamp(port.nowMs()) },
        }),
    };
    if (JSON.stringify(next) === JSON.stringify(before)) return;
    await port.mergePatch(
      { ...kind, name: composite.metadata.name },
      { status: next },
      { manager: MANAGER, subresource: 'status' },
    );
    const problem = conditions.find(
      ({ reason }) => reason === 'ReconcileError',
    );
    if (problem)
      record(composite, 'ComposeResources', problem.message ?? '', 'Warning');
    else if (conditions.some(({ reason }) => reason === 'Available'))
      record(composite, 'ComposeResources', 'Successfully composed resources');
  }

  function record(
    composite: KubernetesObject,
    reason: string,
    message: string,
    type: 'Normal' | 'Warning' = 'Normal',
  ): void {
    port.recordEvent({
      regarding: composite,
      type,
      reason,
      message,
      source: `defined/compositeresourcedefinition.apiextensions.crossplane.io`,
    });
  }

  return {
    dispose: () => {
      undo.forEach(each => each());
      resources.dispose();
      queue.dispose();
    },
  };
}

import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import { createReconcileQueue } from '../../queue/createReconcileQueue';
import { toTimestamp } from '../../reconciling/toTimestamp';
import {
  parseCompositeSpec,
  parseCompositeStatus,
} from '../composite/CompositeSpec';
import {
  type Condition,
  conditionsOf,
  isConditionTrue,
  compositePaused,
  reconcileSuccess,
  withConditions,
} from '../conditions';
import { xrdKind } from '../coreKinds';
import {
  claimKindOf,
  compositeKindOf,
  parseXrdSpec,
} from '../definitions/XrdSpec';
import { PAUSED } from '../managed/managedState';
import { readSecret, writeSecret } from '../writeSecret';
import {
  compositeSpecOf,
  isCovered,
  propagatedAnnotations,
  removedAnnotations,
} from './compositeOfClaim';

const MANAGER = 'apiextensions.crossplane.io/claim';
const FINALIZER = 'finalizer.apiextensions.crossplane.io';
const SUFFIX_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** Binds the claims of one definition to composite resources and keeps both alike, as Crossplane's claim controller does. */
export function createClaimController(options: {
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
  const claimKind = found && claimKindOf(parseXrdSpec(found));
  if (!claimKind) return { dispose: () => queue.dispose() };
  const kind = claimKind;
  const compositeKind = compositeKindOf(parseXrdSpec(found));
  const undo = [
    port.subscribe(kind, ({ object }) => queue.add(keyOf(object))),
    port.subscribe(compositeKind, ({ object }) => {
      const claim = parseCompositeSpec(object).claimRef;
      if (claim) queue.add(`${claim.namespace}/${claim.name}`);
    }),
  ];
  for (const claim of port.list(kind)) queue.add(keyOf(claim));

  async function reconcile(key: string): Promise<void> {
    const [namespace, name] = key.split('/');
    const ref = { ...kind, namespace, name };
    const claim = port.get(ref);
    if (!claim) return;
    if (claim.metadata.annotations?.[PAUSED] === 'true') {
      await report(claim, [compositePaused], undefined, false);
      return;
    }
    const composite = compositeOf(claim);
    if (claim.metadata.deletionTimestamp !== undefined) {
      await finalize(claim, composite);
      return;
    }
    const bound = await bind(claim, composite);
    const current = await syncComposite(bound, compositeOf(bound));
    const isPublished = await writeSecret(
      port,
      bound,
      readSecret(port, current),
    );
    await report(
      bound,
      [reconcileSuccess, readyCondition(current)],
      current,
      isPublished,
    );
  }

  function compositeOf(claim: KubernetesObject): KubernetesObject | undefined {
    const { resourceRef } = parseCompositeSpec(claim);
    return (
      resourceRef && port.get({ ...compositeKind, name: resourceRef.name })
    );
  }

  async function bind(
    claim: KubernetesObject,
    composite: KubernetesObject | undefined,
  ): Promise<KubernetesObject> {
    const { finalizers = [] } = claim.metadata;
    const { resourceRef, compositionRef } = parseCompositeSpec(claim);
    const selected = composite && parseCompositeSpec(composite).compositionRef;
    const patch = {
      ...(finalizers.includes(FINALIZER)
        ? {}
        : { metadata: { finalizers: [...finalizers, FINALIZER] } }),
      ...((!resourceRef || (selected && !compositionRef)) && {
        spec: {
          ...(!resourceRef && {
            resourceRef: { ...compositeKind, name: newNameOf(claim) },
          }),
          ...(selected && !compositionRef && { compositionRef: selected }),
        },
      }),
    };
    if (Object.keys(patch).length === 0) return claim;
    if (!resourceRef)
      record(
        claim,
        'BindCompositeResource',
        'Composite resource is not yet ready',
      );
    return port.mergePatch(refOf(claim), patch, { manager: MANAGER });
  }

  /** Creates the composite resource, or brings its spec, labels and annotations to those of the claim. */
  async function syncComposite(
    claim: KubernetesObject,
    composite: KubernetesObject | undefined,
  ): Promise<KubernetesObject> {
    const { resourceRef } = parseCompositeSpec(claim);
    const name = resourceRef?.name ?? '';
    const wanted = {
      metadata: {
        labels: {
          ...claim.metadata.labels,
          'crossplane.io/claim-name': claim.metadata.name,
          'crossplane.io/claim-namespace': claim.metadata.namespace ?? '',
        },
        annotations: propagatedAnnotations(claim),
      },
      spec: compositeSpecOf(claim, compositeKind.kind),
    };
    if (!composite)
      return port.create(
        { ...compositeKind, ...wanted, metadata: { ...wanted.metadata, name } },
        { manager: MANAGER },
      );
    if (isCovered(composite, wanted)) return composite;
    return port.mergePatch(
      { ...compositeKind, name },
      {
        ...wanted,
        metadata: {
          ...wanted.metadata,
          annotations: {
            ...removedAnnotations(composite, wanted.metadata.annotations),
            ...wanted.metadata.annotations,
          },
        },
      },
      { manager: MANAGER },
    );
  }

  async function finalize(
    claim: KubernetesObject,
    composite: KubernetesObject | undefined,
  ): Promise<void> {
    const { finalizers = [] } = claim.metadata;
    if (!finalizers.includes(FINALIZER)) return;
    if (composite && composite.metadata.deletionTimestamp === undefined)
      await port.delete(
        { ...compositeKind, name: composite.metadata.name },
        { manager: MANAGER, propagationPolicy: 'Background' },
      );
    const waits =
      parseCompositeSpec(claim).compositeDeletePolicy === 'Foreground';
    if (composite && waits) {
      await report(
        claim,
        [
          reconcileSuccess,
          { type: 'Ready', status: 'False', reason: 'Deleting' },
        ],
        undefined,
        false,
      );
      return;
    }
    await port.mergePatch(
      refOf(claim),
      {
        metadata: { finalizers: finalizers.filter(each => each !== FINALIZER) },
      },
      { manager: MANAGER },
    );
  }

  async function report(
    claim: KubernetesObject,
    conditions: readonly Condition[],
    composite: KubernetesObject | undefined,
    isPublished: boolean,
  ): Promise<void> {
    const before = parseCompositeStatus(claim);
    const {
      conditions: _,
      connectionDetails,
      claimConditionTypes,
      ...observed
    } = composite ? parseCompositeStatus(composite) : {};
    const next = {
      ...before,
      ...observed,
      conditions: withConditions(conditionsOf(claim), conditions, port.nowMs()),
      ...(isPublished &&
        before.connectionDetails === undefined && {
          connectionDetails: { lastPublishedTime: toTimestamp(port.nowMs()) },
        }),
    };
    if (JSON.stringify(next) === JSON.stringify(before)) return;
    await port.mergePatch(
      refOf(claim),
      { status: next },
      { manager: MANAGER, subresource: 'status' },
    );
    const becomesReady =
      conditions.some(({ reason }) => reason === 'Available') &&
      !isConditionTrue(claim, 'Ready');
    if (becomesReady)
      record(
        claim,
        'BindCompositeResource',
        'Successfully bound composite resource',
      );
  }

  function refOf({ metadata }: KubernetesObject) {
    return { ...kind, namespace: metadata.namespace, name: metadata.name };
  }

  function newNameOf({ metadata }: KubernetesObject): string {
    const suffix = Array.from(
      { length: 5 },
      () => SUFFIX_LETTERS[Math.floor(port.random() * SUFFIX_LETTERS.length)],
    ).join('');
    return `${metadata.name.slice(0, 57)}-${suffix}`;
  }

  function record(
    claim: KubernetesObject,
    reason: string,
    message: string,
  ): void {
    port.recordEvent({
      regarding: claim,
      type: 'Normal',
      reason,
      message,
      source: 'offered/compositeresourcedefinition.apiextensions.crossplane.io',
    });
  }

  return {
    dispose: () => {
      undo.forEach(each => each());
      queue.dispose();
    },
  };
}

function readyCondition(composite: KubernetesObject): Condition {
  return isConditionTrue(composite, 'Ready')
    ? { type: 'Ready', status: 'True', reason: 'Available' }
    : {
        type: 'Ready',
        status: 'False',
        reason: 'Waiting',
        message: 'Claim is waiting for composite resource to become Ready',
      };
}

function keyOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace}/${metadata.name}`;
}

import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import { createReconcileQueue } from '../../queue/createReconcileQueue';
import { conditionsOf, withConditions } from '../conditions';
import { xrdKind } from '../coreKinds';
import { definitionsOf } from './definitionsOf';
import { claimKindOf, compositeKindOf, parseXrdSpec } from './XrdSpec';

const MANAGER = 'crossplane-definition';

/** Serves what CompositeResourceDefinitions define, and says so in their conditions. Deleting one deletes what it defined. */
export function createDefinitionController(
  port: ClusterPort,
  reportError: (error: unknown, subject: string) => void,
): { dispose(): void } {
  const queue = createReconcileQueue({ clock: port, reconcile, reportError });
  const undo = port.subscribe(xrdKind, ({ object }) =>
    queue.add(object.metadata.name),
  );
  for (const { metadata } of port.list(xrdKind)) queue.add(metadata.name);

  async function reconcile(name: string): Promise<void> {
    const xrd = port.get({ ...xrdKind, name });
    if (!xrd || xrd.metadata.deletionTimestamp !== undefined) return;
    const spec = parseXrdSpec(xrd);
    for (const definition of definitionsOf(spec)) {
      await port.apply(
        {
          ...definition,
          metadata: {
            ...definition.metadata,
            ownerReferences: [
              {
                ...xrdKind,
                name,
                uid: xrd.metadata.uid ?? '',
                controller: true,
                blockOwnerDeletion: true,
              },
            ],
          },
        },
        { manager: MANAGER, force: true },
      );
    }
    await report(xrd);
  }

  async function report(xrd: KubernetesObject): Promise<void> {
    const spec = parseXrdSpec(xrd);
    const claim = claimKindOf(spec);
    const before = conditionsOf(xrd);
    const conditions = withConditions(
      before,
      [
        {
          type: 'Established',
          status: 'True',
          reason: 'WatchingCompositeResource',
        },
        ...(claim
          ? [
              {
                type: 'Offered',
                status: 'True',
                reason: 'WatchingCompositeResourceClaim',
              } as const,
            ]
          : []),
      ],
      port.nowMs(),
    );
    if (JSON.stringify(conditions) === JSON.stringify(before)) return;
    await port.mergePatch(
      { ...xrdKind, name: xrd.metadata.name },
      {
        status: {
          conditions,
          controllers: {
            compositeResourceType: compositeKindOf(spec),
            ...(claim && { compositeResourceClaimType: claim }),
          },
        },
      },
      { manager: MANAGER, subresource: 'status' },
    );
    for (const [reason, message] of [
      [
        'EstablishComposite',
        'waiting for composite resource CustomResourceDefinition to be established',
      ],
      ['EstablishComposite', '(Re)started composite resource controller'],
      ...(claim
        ? [['OfferClaim', '(Re)started composite resource claim controller']]
        : []),
    ])
      port.recordEvent({
        regarding: xrd,
        type: 'Normal',
        reason,
        message,
        source:
          'defined/compositeresourcedefinition.apiextensions.crossplane.io',
      });
  }

  return {
    dispose: () => {
      undo();
      queue.dispose();
    },
  };
}

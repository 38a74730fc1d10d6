import { createHash } from 'node:crypto';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import { createReconcileQueue } from '../../queue/createReconcileQueue';
import { compositionKind, revisionKind } from '../coreKinds';

const MANAGER = 'crossplane-composition';
export const COMPOSITION_LABEL = 'crossplane.io/composition-name';
const HASH_LABEL = 'crossplane.io/composition-hash';

/** Keeps one CompositionRevision for every content that a Composition has had. */
export function createRevisionController(
  port: ClusterPort,
  reportError: (error: unknown, subject: string) => void,
): { dispose(): void } {
  const queue = createReconcileQueue({ clock: port, reconcile, reportError });
  const undo = port.subscribe(compositionKind, ({ object }) =>
    queue.add(object.metadata.name),
  );
  for (const { metadata } of port.list(compositionKind))
    queue.add(metadata.name);

  async function reconcile(name: string): Promise<void> {
    const composition = port.get({ ...compositionKind, name });
    if (!composition || composition.metadata.deletionTimestamp) return;
    const hash = createHash('sha256')
      .update(
        JSON.stringify([composition.spec, composition.metadata.labels ?? {}]),
      )
      .digest('hex');
    const revisions = revisionsOf(port, name);
    const newest = revisions.at(-1);
    if (newest?.metadata.labels?.[HASH_LABEL] === hash.slice(0, 63)) return;
    const revision = revisionOf(newest) + 1;
    await port.apply(
      {
        ...revisionKind,
        metadata: {
          name: `${name}-${hash.slice(0, 7)}`,
          labels: {
            ...composition.metadata.labels,
            [COMPOSITION_LABEL]: name,
            [HASH_LABEL]: hash.slice(0, 63),
          },
          ownerReferences: [
            {
              ...compositionKind,
              name,
              uid: composition.metadata.uid ?? '',
              controller: true,
              blockOwnerDeletion: true,
            },
          ],
        },
        spec: { ...parseSpec(composition), revision },
      },
      { manager: MANAGER, force: true },
    );
    port.recordEvent({
      regarding: composition,
      type: 'Normal',
      reason: 'CreateRevision',
      message: `Created new revision ${revision}`,
      source: 'revisions/composition.apiextensions.crossplane.io',
    });
  }

  return {
    dispose: () => {
      undo();
      queue.dispose();
    },
  };
}

/** The revisions of a composition, oldest first. */
export function revisionsOf(
  port: Pick<ClusterPort, 'list'>,
  composition: string,
): readonly KubernetesObject[] {
  return port
    .list(revisionKind)
    .filter(
      ({ metadata }) => metadata.labels?.[COMPOSITION_LABEL] === composition,
    )
    .sort((a, b) => revisionOf(a) - revisionOf(b));
}

function revisionOf(object: KubernetesObject | undefined): number {
  const { spec } = (object ?? {}) as { spec?: { revision?: number } };
  return spec?.revision ?? 0;
}

function parseSpec(
  object: KubernetesObject,
): Readonly<Record<string, unknown>> {
  return object.spec as Record<string, unknown>;
}

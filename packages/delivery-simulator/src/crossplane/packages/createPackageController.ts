import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import { createReconcileQueue } from '../../queue/createReconcileQueue';
import { type Condition, conditionsOf, withConditions } from '../conditions';
import { hexOf } from '../managed/hexOf';

const MANAGER = 'crossplane-package';
const GROUP_VERSION = 'pkg.crossplane.io/v1';
const PACKAGE_KINDS = ['Provider', 'Function', 'Configuration'] as const;

/** Installs packages, as far as `isKnown` says that there is such a one, and gives each its revision. */
export function createPackageController(options: {
  readonly port: ClusterPort;
  readonly isKnown: (image: string) => boolean;
  readonly reportError: (error: unknown, subject: string) => void;
}): { dispose(): void } {
  const { port, isKnown } = options;
  const queue = createReconcileQueue({
    clock: port,
    reconcile,
    reportError: options.reportError,
  });
  const undo = PACKAGE_KINDS.map(kind =>
    port.subscribe({ apiVersion: GROUP_VERSION, kind }, ({ object }) =>
      queue.add(`${kind}/${object.metadata.name}`),
    ),
  );
  for (const kind of PACKAGE_KINDS)
    for (const { metadata } of port.list({ apiVersion: GROUP_VERSION, kind }))
      queue.add(`${kind}/${metadata.name}`);

  async function reconcile(key: string): Promise<void> {
    const [kind, name] = key.split('/');
    const ref = { apiVersion: GROUP_VERSION, kind, name };
    const found = port.get(ref);
    if (!found || found.metadata.deletionTimestamp !== undefined) return;
    const image = imageOf(found);
    if (!isKnown(image)) {
      await report(found, [
        {
          type: 'Installed',
          status: 'False',
          reason: 'UnpackingPackage',
          message: `cannot unpack package: failed to fetch package digest from remote: ${image}: not found`,
        },
      ]);
      return;
    }
    const revision = `${name}-${hexOf(image, 12)}`;
    await port.apply(
      {
        apiVersion: GROUP_VERSION,
        kind: `${kind}Revision`,
        metadata: {
          name: revision,
          labels: { 'pkg.crossplane.io/package': name },
          ownerReferences: [
            {
              apiVersion: GROUP_VERSION,
              kind,
              name,
              uid: found.metadata.uid ?? '',
              controller: true,
              blockOwnerDeletion: true,
            },
          ],
        },
        spec: { desiredState: 'Active', image, revision: 1 },
      },
      { manager: MANAGER, force: true },
    );
    const revisionObject = port.get({
      apiVersion: GROUP_VERSION,
      kind: `${kind}Revision`,
      name: revision,
    });
    if (revisionObject)
      await report(revisionObject, [
        { type: 'Healthy', status: 'True', reason: 'HealthyPackageRevision' },
      ]);
    await report(
      found,
      [
        { type: 'Installed', status: 'True', reason: 'ActivePackageRevision' },
        { type: 'Healthy', status: 'True', reason: 'HealthyPackageRevision' },
      ],
      { currentRevision: revision, currentIdentifier: image },
    );
  }

  async function report(
    object: KubernetesObject,
    conditions: readonly Condition[],
    more: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const before = conditionsOf(object);
    const next = withConditions(before, conditions, port.nowMs());
    if (JSON.stringify(next) === JSON.stringify(before)) return;
    await port.mergePatch(
      {
        apiVersion: GROUP_VERSION,
        kind: object.kind ?? '',
        name: object.metadata.name,
      },
      { status: { ...more, conditions: next } },
      { manager: MANAGER, subresource: 'status' },
    );
  }

  return {
    dispose: () => {
      undo.forEach(each => each());
      queue.dispose();
    },
  };
}

function imageOf(object: KubernetesObject): string {
  const { spec } = object as { spec?: { package?: string } };
  return spec?.package ?? '';
}

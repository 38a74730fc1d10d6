import type { ClusterPort } from '../cluster/ClusterPort';
import { createClaimController } from './claim/createClaimController';
import { createCompositeController } from './composite/createCompositeController';
import { createRevisionController } from './composition/createRevisionController';
import { xrdKind } from './coreKinds';
import { createDefinitionController } from './definitions/createDefinitionController';
import { createManagedController } from './managed/createManagedController';
import { managedKinds } from './managed/managedKinds';
import { createPackageController } from './packages/createPackageController';
import { isKnownPackage } from './platform/crossplaneObjects';

export interface CrossplaneOptions {
  readonly cluster: ClusterPort;
  /** How many times faster than a real cloud resources come and go. Default: 1, an EKS cluster takes a quarter of an hour. */
  readonly speed?: number;
  readonly reportError: (error: unknown, subject: string) => void;
}

/** Runs Crossplane with providers for three clouds in a cluster that has its definitions (`crossplaneObjects`). */
export function startCrossplane({
  cluster: port,
  speed = 1,
  reportError,
}: CrossplaneOptions): { dispose(): void } {
  const controllers = [
    createPackageController({ port, isKnown: isKnownPackage, reportError }),
    createRevisionController(port, reportError),
    createDefinitionController(port, reportError),
    createManagedController({ port, kinds: managedKinds, speed, reportError }),
  ];
  const perDefinition = new Map<string, readonly { dispose(): void }[]>();
  const cancellations = new Set<() => void>();
  const unsubscribe = port.subscribe(xrdKind, change => {
    const { name } = change.object.metadata;
    if (change.kind === 'modified' && !isChangedSpec(change)) return;
    stop(name);
    if (change.kind !== 'deleted') later(() => start(name));
  });
  for (const { metadata } of port.list(xrdKind)) start(metadata.name);

  /** Listeners may not act before they return. */
  function later(action: () => void): void {
    const cancel = port.schedule(0, () => {
      cancellations.delete(cancel);
      action();
    });
    cancellations.add(cancel);
  }

  function start(definition: string): void {
    stop(definition);
    const options = { port, definition, reportError };
    perDefinition.set(definition, [
      createCompositeController(options),
      createClaimController(options),
    ]);
  }

  function stop(definition: string): void {
    perDefinition.get(definition)?.forEach(each => each.dispose());
    perDefinition.delete(definition);
  }

  return {
    dispose: () => {
      unsubscribe();
      for (const cancel of cancellations) cancel();
      for (const definition of [...perDefinition.keys()]) stop(definition);
      controllers.forEach(each => each.dispose());
    },
  };
}

function isChangedSpec({
  object,
  previous,
}: {
  readonly object: { readonly metadata: { readonly generation?: number } };
  readonly previous?: { readonly metadata: { readonly generation?: number } };
}): boolean {
  return object.metadata.generation !== previous?.metadata.generation;
}

import { awsKinds } from './awsKinds';
import { azureKinds } from './azureKinds';
import { gcpKinds } from './gcpKinds';
import type { ManagedKind } from './ManagedKind';

/** Every kind of managed resource whose provider is simulated. */
export const managedKinds: readonly ManagedKind[] = [
  ...awsKinds,
  ...gcpKinds,
  ...azureKinds,
];

import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ArgoHealth } from '../health/ArgoHealth';
import type { ResourceName } from '../tracking/resourceKeyOf';
import type { PathStep } from './parseJqPath';

/** A condition before it has its time. */
export interface ConditionText {
  readonly type: string;
  readonly message: string;
}

/** One resource of an Application: wanted, live, or both. */
export interface ComparedResource {
  readonly name: ResourceName;
  readonly version: string;
  /** As it is to be applied: in its namespace, with its tracking id. */
  readonly desired?: KubernetesObject;
  readonly live?: KubernetesObject;
  /** A hook that ran: it has no status. */
  readonly isHook: boolean;
  readonly status?: 'Synced' | 'OutOfSync';
  readonly requiresPruning: boolean;
  readonly health?: ArgoHealth;
  readonly syncWave: number;
  readonly ignoredPaths: readonly (readonly PathStep[])[];
  /** The other Application that has the live object. */
  readonly sharedWith?: string;
}

/** How an Application stands. */
export interface Comparison {
  /** Sorted by group, kind, namespace and name. */
  readonly resources: readonly ComparedResource[];
  /** Hooks to run when it is synced. */
  readonly hooks: readonly KubernetesObject[];
  /** Hooks to run once it is deleted. */
  readonly postDeleteHooks: readonly KubernetesObject[];
  readonly status: 'Synced' | 'OutOfSync';
  readonly health: ArgoHealth;
  readonly conditions: readonly ConditionText[];
}

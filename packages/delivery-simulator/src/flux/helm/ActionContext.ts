import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import type { HelmReleaseSpec } from './HelmReleaseSpec';
import type { ReleaseStorage } from './releaseStorage';

/** What the actions of one reconciliation of a HelmRelease share. */
export interface ActionContext {
  readonly cluster: ClusterPort;
  readonly manager: string;
  readonly kubeVersion: string;
  readonly owner: KubernetesObject;
  readonly spec: HelmReleaseSpec;
  readonly storage: ReleaseStorage;
  readonly signal: AbortSignal;
}

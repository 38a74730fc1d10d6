import type { KubeConfig } from '@kubernetes/client-node';
import type { FaultInjector } from '@orrery/cluster-simulator';

/** What a program with the client library has at hand. */
export interface NodeSession {
  readonly config: KubeConfig;
  readonly namespace: string;
  /** Faults of the cluster. */
  readonly faults: FaultInjector;
  /** A folder of its own. */
  readonly folder: string;
}

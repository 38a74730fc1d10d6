import type { ClusterPort } from '../../cluster/ClusterPort';

/** A port over an empty cluster that serves the built-in kinds, CustomResourceDefinitions among them. */
export interface ClusterPortHarness {
  readonly port: ClusterPort;
  /** Lets virtual time pass. */
  advance(ms: number): void;
  dispose(): Promise<void> | void;
}

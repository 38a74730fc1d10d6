/** From then on so many replicas were wanted. */
export interface ReplicaStep {
  readonly atMs: number;
  readonly replicas: number;
}

/** From then on the object had this generation. */
export interface GenerationStep {
  readonly atMs: number;
  readonly generation: number;
}

/** A controller of pods, or of one of them. */
export interface WorldWorkload {
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'ReplicaSet';
  readonly namespace: string;
  readonly name: string;
  readonly ownerKind?: string;
  readonly ownerName?: string;
  readonly createdAtMs: number;
  readonly deletedAtMs?: number;
  /** Oldest first. */
  readonly wanted: readonly ReplicaStep[];
  readonly generation: number;
  /** When earlier generations began, oldest first; by the steps of `wanted` when missing. */
  readonly generations?: readonly GenerationStep[];
  readonly isPaused?: boolean;
}

/** A horizontal pod autoscaler. */
export interface WorldAutoscaler {
  readonly namespace: string;
  readonly name: string;
  readonly targetKind: string;
  readonly targetName: string;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly cpuTargetPercent?: number;
  readonly createdAtMs: number;
}

/** Replicas wanted at a moment; 0 before the first step. */
export function wantedAt(
  workload: Pick<WorldWorkload, 'wanted'>,
  atMs: number,
): number {
  let replicas = 0;
  for (const step of workload.wanted) {
    if (step.atMs > atMs) break;
    replicas = step.replicas;
  }
  return replicas;
}

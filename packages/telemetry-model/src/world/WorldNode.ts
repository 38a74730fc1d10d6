import type { Span } from './WorldPod';

/** A node with its history. */
export interface WorldNode {
  readonly name: string;
  readonly zone: string;
  readonly instanceType: string;
  readonly internalIp: string;
  readonly createdAtMs: number;
  readonly deletedAtMs?: number;
  readonly cpuCores: number;
  readonly memoryBytes: number;
  readonly allocatableCpuCores: number;
  readonly allocatableMemoryBytes: number;
  readonly podCapacity: number;
  readonly kernelVersion: string;
  readonly osImage: string;
  readonly containerRuntimeVersion: string;
  readonly kubeletVersion: string;
  readonly providerId: string;
  readonly podCidr: string;
  readonly systemUuid: string;
  readonly taints: readonly {
    readonly key: string;
    readonly value: string;
    readonly effect: string;
  }[];
  readonly isUnschedulable: boolean;
  /** When it did not report. */
  readonly down: readonly Span[];
}

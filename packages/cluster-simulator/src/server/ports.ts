import type { Duplex } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { UserInfo } from '../rbac/UserInfo';

export interface ResourceUsage {
  readonly cpuCores: number;
  readonly memoryBytes: number;
}

export interface VolumeUsage {
  readonly capacityBytes: number;
  readonly usedBytes: number;
}

/** What `metrics.k8s.io` answers from: usage at the cluster's present time. */
export interface MetricsSource {
  /** Undefined while nothing is known of the node (just started, not ready). */
  nodeUsage(node: KubernetesObject): ResourceUsage | undefined;
  /** Per container; undefined while nothing is known of the pod. */
  podUsage(
    pod: KubernetesObject,
  ): readonly (ResourceUsage & { readonly container: string })[] | undefined;
  /** Of a claim that is mounted; undefined while nothing is known of it. */
  volumeUsage(namespace: string, claim: string): VolumeUsage | undefined;
}

export interface LogLine {
  readonly timeMs: number;
  /** Without line break. */
  readonly text: string;
}

export interface LogRequest {
  readonly pod: KubernetesObject;
  readonly container: string;
  /** Of the container's previous run. */
  readonly previous: boolean;
  readonly sinceMs?: number;
  /** At most so many of the newest lines, before those that follow. */
  readonly tailLines?: number;
  /** Goes on with new lines until the signal aborts or the container ends. */
  readonly follow: boolean;
  readonly signal: AbortSignal;
}

export interface LogSource {
  /** Lines oldest first. Throws StatusError where the API server would. Aborting ends the iteration without an error. */
  readLog(request: LogRequest): AsyncIterable<LogLine>;
}

/** A streaming subresource (`exec`, `attach`, `portforward`): authorised already, the handshake is the handler's. */
export interface UpgradeRequest {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
  readonly user: UserInfo;
  readonly pod: KubernetesObject;
  readonly query: URLSearchParams;
}

export type UpgradeHandlers = Readonly<
  Record<string, (request: UpgradeRequest) => void>
>;

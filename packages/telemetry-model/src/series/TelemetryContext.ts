import type { Traffic } from '../traffic/createTraffic';
import type { CallEdge } from '../traffic/createCallGraph';
import type { CallActivity } from '../usage/createCallActivity';
import type { ContainerMeter } from '../usage/createContainerMeter';
import type { NodeMeter } from '../usage/createNodeMeter';
import type { ServiceActivity } from '../usage/createServiceActivity';
import type { TelemetryWorld } from '../world/TelemetryWorld';
import type { WorldPod } from '../world/WorldPod';

/** Calls of one kind: of an edge of the graph, or from outside to the service at `to`. */
export interface CallRecord {
  readonly edge?: CallEdge;
  readonly to: number;
  readonly activity: CallActivity;
}

/** What the exporters read: the world as incidents left it, and its meters. */
export interface TelemetryContext {
  readonly world: TelemetryWorld;
  readonly seed: number;
  readonly traffic: Traffic;
  /** Of all containers of all pods. */
  meters(): readonly ContainerMeter[];
  metersOf(pod: WorldPod): readonly ContainerMeter[];
  nodes(): readonly NodeMeter[];
  podOf(uid: string): WorldPod | undefined;
  nodeOf(name: string | undefined): NodeMeter | undefined;
  /** Of a service by position; undefined for none. */
  activityOf(service: number): ServiceActivity | undefined;
  /** Every edge of the graph, and every service that is reached from outside alone. */
  calls(): readonly CallRecord[];
  /** Pods by key of their owner, `kind/namespace/name`. */
  podsOwnedBy(
    kind: string,
    namespace: string,
    name: string,
  ): readonly WorldPod[];
  /** Address and port of an agent, by the name of its service; undefined when the world has no pod of it. */
  instanceOf(service: string, port: number): string | undefined;
}

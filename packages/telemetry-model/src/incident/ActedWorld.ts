import type { TelemetryWorld } from '../world/TelemetryWorld';

/** The objects of a world with what incidents did to them. */
export type ActedWorld = Pick<TelemetryWorld, 'pods' | 'nodes' | 'workloads'>;

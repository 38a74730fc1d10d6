import type {
  Runtime,
  SeasonKind,
  ServiceCall,
  ServiceProfile,
} from '@orrery/telemetry-model';

/** How a service of the shop behaves and whom it calls. */
export interface ServiceTraffic {
  readonly runtime: Runtime;
  /** Median of its own work. */
  readonly latencyMs: number;
  readonly latencySigma: number;
  readonly errorRatio: number;
  readonly protocol: ServiceProfile['protocol'];
  readonly season: SeasonKind;
  /** From outside, in a cluster of scale 1; or units of its own work for a service without routes. */
  readonly entryRps: number;
  readonly routes: readonly string[];
  readonly calls: readonly ServiceCall[];
}

/** A service that answers HTTP for customers. */
export function serving(
  runtime: Runtime,
  [latencyMs, latencySigma]: readonly [number, number],
  errorRatio: number,
  routes: readonly string[],
  callees: readonly ServiceCall[] = [],
  more: Partial<ServiceTraffic> = {},
): ServiceTraffic {
  return {
    runtime,
    latencyMs,
    latencySigma,
    errorRatio,
    routes,
    calls: callees,
    protocol: 'http',
    season: 'customers',
    entryRps: 0,
    ...more,
  };
}

/** A service that works by itself, so many units a second. */
export function working(
  runtime: Runtime,
  unitsPerSecond: number,
): ServiceTraffic {
  return serving(runtime, [30, 0.5], 0.001, [], [], {
    season: 'steady',
    entryRps: unitsPerSecond,
  });
}

/** A call that the caller's own answer depends on, once per request unless said otherwise. */
export function calls(
  to: string,
  perRequest: number,
  timeoutMs: number,
  more: Partial<ServiceCall> = {},
): ServiceCall {
  return { to, perRequest, timeoutMs, retries: 1, criticality: 1, ...more };
}

/** A call whose answer can be left out. */
export function mayCall(
  to: string,
  perRequest: number,
  timeoutMs: number,
): ServiceCall {
  return calls(to, perRequest, timeoutMs, { retries: 0, criticality: 0.03 });
}

/** A message that nobody waits for. */
export function sends(to: string, perRequest: number): ServiceCall {
  return calls(to, perRequest, 5_000, { criticality: 0.02, isAsync: true });
}

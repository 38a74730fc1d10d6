import type { MetricKind, RcaInput, RcaMetric, RcaNode } from '../rca/RcaInput';

/** Minutes of normal operation before the window. */
export const normalSteps = 120;
const windowSteps = 6;
/** A minute. */
export const stepMs = 60_000;

/** A metric that wobbles around `usual` and is `extra` more from step `from` of the window on (negative = before it). */
export function metric(
  name: string,
  kind: MetricKind,
  usual: number,
  extra = 0,
  from = 0,
): RcaMetric {
  const at = (step: number) =>
    usual * (1 + 0.03 * Math.sin(step * (usual + 1))) +
    (step >= normalSteps + from ? extra : 0);
  return {
    name,
    kind,
    normal: Array.from({ length: normalSteps }, (_, i) => at(i)),
    window: Array.from({ length: windowSteps }, (_, i) => at(normalSteps + i)),
  };
}

/** A service with latency `ms` and 100 calls per step. */
export function service(
  id: string,
  ms: number,
  extraMs = 0,
  from = 0,
): RcaNode {
  return {
    id,
    metrics: [
      metric('ms', 'latency', ms, extraMs, from),
      metric('calls', 'requests', 100),
    ],
  };
}

/** web calls cart and search, cart calls db. */
export function shop(
  nodes: readonly RcaNode[],
  target = 'web',
  name = 'ms',
): RcaInput {
  const times = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => (from + i) * stepMs);
  return {
    nodes,
    edges: [
      { caller: 'web', callee: 'cart' },
      { caller: 'web', callee: 'search' },
      { caller: 'cart', callee: 'db' },
    ],
    target: { node: target, metric: name },
    normalTimestampsMs: times(0, normalSteps),
    windowTimestampsMs: times(normalSteps, windowSteps),
  };
}

/** A delay of 60 ms in db that cart and web wait for. */
export const slowDatabase = [
  service('web', 200, 60),
  service('cart', 80, 60),
  service('search', 50),
  service('db', 20, 60),
];

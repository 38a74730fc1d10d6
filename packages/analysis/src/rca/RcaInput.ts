/**
 * What a metric measures; nothing else about it is assumed.
 *
 * - `latency`: mean or percentile time of a call, ms (any unit that all nodes share)
 * - `requests`: calls answered per step
 * - `availability`: share of calls without a fault, 0 to 1
 * - `other`: anything of the node itself, such as CPU, memory, queue length or restarts
 */
export type MetricKind = 'latency' | 'requests' | 'availability' | 'other';

/** One metric of one node, in the normal period and in the judged window. */
export interface RcaMetric {
  /** Unique within its node; metrics of different nodes with the same name are comparable. */
  readonly name: string;
  readonly kind: MetricKind;
  /** One value per `normalTimestampsMs`; `undefined` or not finite = not measured. */
  readonly normal: ArrayLike<number | undefined>;
  /** One value per `windowTimestampsMs`; `undefined` or not finite = not measured. */
  readonly window: ArrayLike<number | undefined>;
}

/** A service, a database, a queue: whatever is called and measured. */
export interface RcaNode {
  readonly id: string;
  /** Of several latencies the mean comes first: only means add up along calls. */
  readonly metrics: readonly RcaMetric[];
}

/** `caller` waits for `callee`. */
export interface RcaEdge {
  readonly caller: string;
  readonly callee: string;
}

/** Where the alarm was raised, and on which metric. */
export interface RcaTarget {
  readonly node: string;
  readonly metric: string;
}

/** A call graph with its metrics, a period that counts as normal, and the window to be judged. */
export interface RcaInput {
  readonly nodes: readonly RcaNode[];
  readonly edges: readonly RcaEdge[];
  readonly target: RcaTarget;
  /** Any order; the normal period should be ten times the window or longer. */
  readonly normalTimestampsMs: readonly number[];
  /** Any order; may begin before or after what is wrong began. */
  readonly windowTimestampsMs: readonly number[];
}

import type { LabelMatcher } from '@orrery/promql';

/** What an Alertmanager does with alerts. */
export interface AlertmanagerConfig {
  /** An alert without an end is over when it was not heard of for so long. */
  readonly resolveTimeoutMs: number;
  readonly route: Route;
  readonly inhibitRules: readonly InhibitRule[];
  readonly receivers: readonly Receiver[];
}

/** Where alerts go: the deepest routes that match, in order, up to the first that does not continue. */
export interface Route {
  readonly receiver: string;
  readonly matchers: readonly LabelMatcher[];
  /** Labels whose values make a group; `all` for every label. */
  readonly groupBy: readonly string[] | 'all';
  readonly continues: boolean;
  readonly groupWaitMs: number;
  readonly groupIntervalMs: number;
  readonly repeatIntervalMs: number;
  readonly routes: readonly Route[];
}

/** While an alert fires that fits the source, those that fit the target and have equal labels are not told. */
export interface InhibitRule {
  readonly sourceMatchers: readonly LabelMatcher[];
  readonly targetMatchers: readonly LabelMatcher[];
  readonly equal: readonly string[];
}

/** Who is told. */
export interface Receiver {
  readonly name: string;
  readonly webhooks: readonly Webhook[];
}

/** An address that notifications are posted to. */
export interface Webhook {
  readonly url: string;
  readonly sendResolved: boolean;
}

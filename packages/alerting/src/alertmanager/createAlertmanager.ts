import {
  compileMatchers,
  type LabelMatcher,
  type Labels,
} from '@orrery/promql';

import { compareAlertLabels, compareLabelSets } from '../labels/labelOrder';
import type { AlertmanagerConfig } from './AlertmanagerConfig';
import { AlertStore, type ManagedAlert, type PostedAlert } from './AlertStore';
import { createInhibitor } from './createInhibitor';
import { createNotifier, type Notification } from './createNotifier';
import { createRouter, groupLabelsOf } from './createRouter';
import {
  type PostedSilence,
  type Silence,
  type SilenceState,
  silenceStateOf,
} from './Silence';
import { SilenceStore } from './SilenceStore';

/** What an Alertmanager is made of. */
export interface AlertmanagerOptions {
  readonly config: AlertmanagerConfig;
  /** Makes the UUIDs of silences. */
  readonly newId: () => string;
  /** 10 000 unless given. */
  readonly maxAlerts?: number;
  /** 1 000 unless given. */
  readonly maxSilences?: number;
}

/**
 * An Alertmanager without a clock: each call is told the time, which must not fall. Memory is bounded by the limits; what is over is
 * forgotten after half an hour, what has expired after five days. Failures are AlertingErrors.
 */
export interface Alertmanager {
  /** Throws `invalid` about those that are none, after it has taken the others. */
  putAlerts(alerts: readonly PostedAlert[], nowMs: number): void;
  /** Those that are not over, by fingerprint. */
  alerts(filter: AlertFilter, nowMs: number): readonly AlertView[];
  /** The same by route and group, in the order of Alertmanager. */
  groups(filter: AlertFilter, nowMs: number): readonly AlertGroupView[];
  /** See `SilenceStore.set`. */
  setSilence(silence: PostedSilence, nowMs: number): string;
  /** See `SilenceStore.expire`. */
  expireSilence(id: string, nowMs: number): void;
  silence(id: string, nowMs: number): SilenceView | undefined;
  silences(filter: SilenceFilter, nowMs: number): readonly SilenceView[];
  readonly receivers: readonly string[];
  /** The notifications that have become due; to be asked for often. */
  notify(nowMs: number): readonly Notification[];
}

/** Which alerts to show; everything unless said otherwise. */
export interface AlertFilter {
  readonly matchers?: readonly LabelMatcher[];
  readonly active?: boolean;
  readonly silenced?: boolean;
  readonly inhibited?: boolean;
  /** Of the names of the receivers one must fit. */
  readonly receiver?: (name: string) => boolean;
}

/** Which silences to show; everything unless said otherwise. */
export interface SilenceFilter {
  /** Each must be one of the silence's own. */
  readonly matchers?: readonly LabelMatcher[];
  readonly states?: readonly SilenceState[];
}

/** An alert and what becomes of it. */
export interface AlertView extends ManagedAlert {
  readonly fingerprint: string;
  readonly receivers: readonly string[];
  readonly state: 'active' | 'suppressed';
  readonly silencedBy: readonly string[];
  readonly inhibitedBy: readonly string[];
}

/** Alerts that a receiver is told of together. */
export interface AlertGroupView {
  readonly labels: Labels;
  readonly receiver: string;
  readonly alerts: readonly AlertView[];
}

/** A silence and its state. */
export interface SilenceView extends Silence {
  readonly state: SilenceState;
}

/** Makes an Alertmanager that knows nothing yet. */
export function createAlertmanager(options: AlertmanagerOptions): Alertmanager {
  const { config, newId, maxAlerts = 10_000, maxSilences = 1_000 } = options;
  const { resolveTimeoutMs } = config;
  const store = new AlertStore({ resolveTimeoutMs, maxAlerts });
  const silences = new SilenceStore({ newId, maxSilences });
  const routesOf = createRouter(config.route);
  const inhibitorOf = createInhibitor(config.inhibitRules);
  const notifier = createNotifier({ config, routesOf });

  function viewsOf(filter: AlertFilter, nowMs: number): readonly AlertView[] {
    const { active = true, silenced = true, inhibited = true } = filter;
    const matches = compileMatchers(filter.matchers ?? []);
    const firing = store.firing(nowMs);
    const inhibitor = inhibitorOf(firing);
    return [...firing]
      .filter(([, { labels }]) => matches(labels))
      .map(([fingerprint, alert]): AlertView => {
        const { labels } = alert;
        const silencedBy = silences.silencing(labels, nowMs);
        const source = inhibitor(labels);
        const inhibitedBy = source === undefined ? [] : [source];
        const isSuppressed = silencedBy.length + inhibitedBy.length > 0;
        return {
          ...alert,
          ...{ fingerprint, silencedBy, inhibitedBy },
          receivers: routesOf(labels).map(({ receiver }) => receiver),
          state: isSuppressed ? 'suppressed' : 'active',
        };
      })
      .filter(
        view =>
          (active || view.state !== 'active') &&
          (silenced || view.silencedBy.length === 0) &&
          (inhibited || view.inhibitedBy.length === 0),
      );
  }

  const toView = (silence: Silence, nowMs: number): SilenceView => ({
    ...silence,
    state: silenceStateOf(silence, nowMs),
  });

  return {
    putAlerts: (alerts, nowMs) => store.put(alerts, nowMs),
    alerts: (filter, nowMs) => {
      const { receiver = () => true } = filter;
      return viewsOf(filter, nowMs)
        .filter(({ receivers }) => receivers.some(receiver))
        .sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
    },
    groups: (filter, nowMs) =>
      groupsOf(viewsOf(filter, nowMs), routesOf, filter.receiver),
    setSilence: (silence, nowMs) => silences.set(silence, nowMs),
    expireSilence: (id, nowMs) => silences.expire(id, nowMs),
    silence: (id, nowMs) => {
      const silence = silences.get(id);
      return silence && toView(silence, nowMs);
    },
    silences: ({ matchers = [], states }, nowMs) =>
      silences
        .list(nowMs)
        .map(silence => toView(silence, nowMs))
        .filter(
          silence =>
            (states === undefined || states.includes(silence.state)) &&
            matchers.every(matcher => hasMatcher(silence, matcher)),
        ),
    receivers: config.receivers.map(({ name }) => name),
    notify: nowMs => {
      const inhibitor = inhibitorOf(store.firing(nowMs));
      return notifier.advance(store.all(), nowMs, labels => {
        const isSilenced = silences.silencing(labels, nowMs).length > 0;
        return isSilenced || inhibitor(labels) !== undefined;
      });
    },
  };
}

/** Source: Alertmanager 0.25, `api.CheckSilenceMatchesFilterLabels`. */
function hasMatcher(
  { matchers }: Silence,
  { name, operator, value }: LabelMatcher,
): boolean {
  return matchers.some(
    each =>
      each.name === name &&
      each.value === value &&
      each.isRegex === operator.includes('~') &&
      each.isEqual === operator.startsWith('='),
  );
}

/** Source: Alertmanager 0.25, `dispatch.Dispatcher.Groups`. */
function groupsOf(
  views: readonly AlertView[],
  routesOf: ReturnType<typeof createRouter>,
  isWanted: (receiver: string) => boolean = () => true,
): readonly AlertGroupView[] {
  const groups = new Map<string, AlertGroupView & { alerts: AlertView[] }>();
  for (const view of views) {
    const routes = routesOf(view.labels).filter(route =>
      isWanted(route.receiver),
    );
    const receivers = routes.map(({ receiver }) => receiver).sort();
    routes.forEach(route => {
      const labels = groupLabelsOf(route, view.labels);
      const key = JSON.stringify([
        route.receiver,
        Object.entries(labels).sort(),
        route.matchers,
      ]);
      const group = groups.get(key) ?? {
        ...{ labels, receiver: route.receiver, alerts: [] },
      };
      group.alerts.push({ ...view, receivers });
      groups.set(key, group);
    });
  }
  for (const { alerts } of groups.values()) {
    alerts.sort((a, b) => compareAlertLabels(a.labels, b.labels));
  }
  return [...groups.values()].sort(
    (a, b) =>
      compareLabelSets(a.labels, b.labels) ||
      (a.receiver < b.receiver ? -1 : 1),
  );
}

import type { Labels } from '@orrery/promql';

import type { AlertmanagerConfig, Receiver, Route } from './AlertmanagerConfig';
import type { ManagedAlert } from './AlertStore';
import { groupLabelsOf } from './createRouter';
import { compareAlertLabels } from '../labels/labelOrder';

/** What a receiver is told. */
export interface Notification {
  readonly receiver: Receiver;
  readonly groupLabels: Labels;
  /** Names route and group, as webhooks carry it. */
  readonly groupKey: string;
  /** Of the whole group: whether anything still fires. */
  readonly status: 'firing' | 'resolved';
  readonly alerts: readonly NotifiedAlert[];
}

/** An alert as a receiver is told of it. */
export interface NotifiedAlert extends ManagedAlert {
  readonly fingerprint: string;
  readonly status: 'firing' | 'resolved';
}

/** Decides who is told what, and when. */
export interface Notifier {
  /**
   * The notifications due since the last call, in the order of their groups. A group is told after `group_wait`, then again at
   * each `group_interval` at which it has changed, and unchanged after `repeat_interval`. Times must not fall.
   */
  advance(
    alerts: ReadonlyMap<string, ManagedAlert>,
    nowMs: number,
    isMuted: (labels: Labels) => boolean,
  ): readonly Notification[];
}

interface Group {
  readonly route: Route;
  readonly labels: Labels;
  readonly key: string;
  readonly members: Set<string>;
  nextFlushMs: number;
}

/** What a receiver of a group was told last. */
interface Told {
  readonly atMs: number;
  readonly firing: ReadonlySet<string>;
  readonly resolved: ReadonlySet<string>;
}

/** Source: Alertmanager 0.25, `dispatch.aggrGroup` and `notify.DedupStage`. */
export function createNotifier({
  config,
  routesOf,
}: {
  readonly config: AlertmanagerConfig;
  readonly routesOf: (labels: Labels) => readonly Route[];
}): Notifier {
  const keys = routeKeysOf(config.route);
  const receivers = new Map(config.receivers.map(each => [each.name, each]));
  const groups = new Map<string, Group>();
  const told = new Map<string, Told>();

  function join(
    [fingerprint, { labels, startsAtMs }]: readonly [string, ManagedAlert],
    nowMs: number,
  ): void {
    for (const route of routesOf(labels)) {
      const groupLabels = groupLabelsOf(route, labels);
      const key = `${keys.get(route) ?? ''}:${textOf(groupLabels)}`;
      const group = groups.get(key) ?? {
        ...{ route, key, labels: groupLabels, members: new Set<string>() },
        nextFlushMs:
          startsAtMs + route.groupWaitMs < nowMs
            ? nowMs
            : nowMs + route.groupWaitMs,
      };
      group.members.add(fingerprint);
      groups.set(key, group);
    }
  }

  function flush(
    group: Group,
    alerts: ReadonlyMap<string, ManagedAlert>,
    nowMs: number,
    isMuted: (labels: Labels) => boolean,
  ): Notification | undefined {
    const { route, key, members } = group;
    const audible: NotifiedAlert[] = [];
    for (const fingerprint of [...members]) {
      const alert = alerts.get(fingerprint);
      const isOver = alert === undefined || alert.endsAtMs <= nowMs;
      if (isOver) members.delete(fingerprint);
      if (alert === undefined || isMuted(alert.labels)) continue;
      const status = isOver ? 'resolved' : 'firing';
      audible.push({ ...alert, fingerprint, status });
    }
    const receiver = receivers.get(route.receiver);
    if (receiver === undefined) return undefined;
    const next: Told = {
      atMs: nowMs,
      firing: fingerprintsOf(audible, 'firing'),
      resolved: fingerprintsOf(audible, 'resolved'),
    };
    const tellsResolved = receiver.webhooks.some(each => each.sendResolved);
    if (!isDue(told.get(key), next, route.repeatIntervalMs, tellsResolved)) {
      return undefined;
    }
    told.set(key, next);
    const wanted = audible.filter(
      ({ status }) => status === 'firing' || tellsResolved,
    );
    if (wanted.length === 0) return undefined;
    return {
      receiver,
      groupLabels: group.labels,
      groupKey: key,
      status: next.firing.size > 0 ? 'firing' : 'resolved',
      alerts: wanted.sort((a, b) => compareAlertLabels(a.labels, b.labels)),
    };
  }

  return {
    advance: (alerts, nowMs, isMuted) => {
      for (const entry of alerts) {
        if (entry[1].endsAtMs > nowMs) join(entry, nowMs);
      }
      const notifications: Notification[] = [];
      for (const [key, group] of groups) {
        if (group.nextFlushMs > nowMs) continue;
        const notification = flush(group, alerts, nowMs, isMuted);
        if (notification !== undefined) notifications.push(notification);
        if (group.members.size === 0) groups.delete(key);
        while (group.nextFlushMs <= nowMs) {
          group.nextFlushMs += group.route.groupIntervalMs;
        }
      }
      for (const [key, { atMs }] of told) {
        // Longer than any group is silent that has something left to tell.
        if (!groups.has(key) && nowMs - atMs > 5 * 86_400_000) told.delete(key);
      }
      return notifications;
    },
  };
}

function isDue(
  before: Told | undefined,
  { atMs, firing, resolved }: Told,
  repeatIntervalMs: number,
  tellsResolved: boolean,
): boolean {
  if (before === undefined) return firing.size > 0;
  if (!isSubset(firing, before.firing)) return true;
  if (firing.size === 0) return before.firing.size > 0;
  if (tellsResolved && !isSubset(resolved, before.resolved)) return true;
  return before.atMs < atMs - repeatIntervalMs;
}

function isSubset(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].every(each => b.has(each));
}

function fingerprintsOf(
  alerts: readonly NotifiedAlert[],
  wanted: NotifiedAlert['status'],
): ReadonlySet<string> {
  return new Set(
    alerts
      .filter(({ status }) => status === wanted)
      .map(({ fingerprint }) => fingerprint),
  );
}

/** `{}/{severity="critical"}` of a route below the root. */
function routeKeysOf(root: Route): ReadonlyMap<Route, string> {
  const keys = new Map<Route, string>();
  const visit = (route: Route, prefix: string): void => {
    const matchers = route.matchers.map(
      ({ name, operator, value }) =>
        `${name}${operator}${JSON.stringify(value)}`,
    );
    const key = `${prefix}{${matchers.join(',')}}`;
    keys.set(route, key);
    route.routes.forEach(child => visit(child, `${key}/`));
  };
  visit(root, '');
  return keys;
}

function textOf(labels: Labels): string {
  const pairs = Object.keys(labels)
    .sort()
    .map(name => `${name}=${JSON.stringify(labels[name])}`);
  return `{${pairs.join(', ')}}`;
}

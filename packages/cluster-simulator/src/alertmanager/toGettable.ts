import type { AlertGroupView, AlertView, SilenceView } from '@orrery/alerting';

/** An alert as the API shows it. */
export function toGettableAlert(alert: AlertView): object {
  const { labels, annotations, generatorUrl } = alert;
  return {
    annotations: sorted(annotations),
    endsAt: timeOf(alert.endsAtMs),
    fingerprint: alert.fingerprint,
    receivers: alert.receivers.map(name => ({ name })),
    startsAt: timeOf(alert.startsAtMs),
    status: {
      inhibitedBy: alert.inhibitedBy,
      silencedBy: alert.silencedBy,
      state: alert.state,
    },
    updatedAt: timeOf(alert.updatedAtMs),
    ...(generatorUrl === '' ? {} : { generatorURL: generatorUrl }),
    labels: sorted(labels),
  };
}

/** A group of alerts as the API shows it. */
export function toGettableGroup(group: AlertGroupView): object {
  return {
    alerts: group.alerts.map(toGettableAlert),
    labels: sorted(group.labels),
    receiver: { name: group.receiver },
  };
}

/** A silence as the API shows it. */
export function toGettableSilence(silence: SilenceView): object {
  return {
    id: silence.id,
    status: { state: silence.state },
    updatedAt: timeOf(silence.updatedAtMs),
    comment: silence.comment,
    createdBy: silence.createdBy,
    endsAt: timeOf(silence.endsAtMs),
    matchers: silence.matchers.map(({ name, value, isRegex, isEqual }) => ({
      ...{ isEqual, isRegex, name, value },
    })),
    startsAt: timeOf(silence.startsAtMs),
  };
}

function timeOf(timeMs: number): string {
  return new Date(timeMs).toISOString();
}

function sorted(texts: Readonly<Record<string, string>>): object {
  return Object.fromEntries(
    Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

import { DateTime } from 'luxon';
import { useSyncExternalStore } from 'react';
import { formatAge } from './formatAge';
import { secondTicker } from './secondTicker';

export interface RelativeTimeProps {
  atMs: number;
  /** `3m ago` instead of `3m`. */
  ago?: boolean;
}

/** Age in the compact form of kubectl; the absolute time on hover. Renders again only when its text changes. */
export function RelativeTime({ atMs, ago }: RelativeTimeProps) {
  const age = useSyncExternalStore(secondTicker.subscribe, () =>
    formatAge(secondTicker.nowMs() - atMs),
  );
  const at = DateTime.fromMillis(atMs);
  return (
    <time
      dateTime={at.toUTC().toISO() ?? undefined}
      title={at.toLocaleString(DateTime.DATETIME_FULL_WITH_SECONDS)}
    >
      {ago ? `${age} ago` : age}
    </time>
  );
}

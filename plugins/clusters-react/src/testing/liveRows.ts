import type {
  LiveDeletedEvent,
  LiveEvent,
  LiveRow,
  LiveSnapshotEvent,
} from '@orrery/backstage-plugin-clusters-common';
import type { Health, PodRow } from '@orrery/kubernetes-model';

const HEALTHY: Health = {
  status: 'Healthy',
  reason: 'Running',
  message: 'Running',
};

/** A pod's row; say only what matters. */
export function podRow(
  name: string,
  fields: Partial<Omit<PodRow, 'kind'>> & { cluster?: string } = {},
): LiveRow {
  const { cluster = 'prod', namespace = 'shop', ...rest } = fields;
  return {
    kind: 'Pod',
    id: `${cluster}|${namespace}/${name}`,
    cluster,
    key: `${namespace}/${name}`,
    uid: `uid-${name}`,
    name,
    namespace,
    createdAtMs: 0,
    health: HEALTHY,
    phase: 'Running',
    ready: 1,
    containers: 1,
    restarts: 0,
    images: ['shop:v1'],
    requests: {},
    limits: {},
    ...rest,
  };
}

export function snapshot(
  rows: readonly LiveRow[],
  fields: Partial<LiveSnapshotEvent> = {},
): LiveSnapshotEvent {
  return {
    event: 'resources:snapshot',
    subscription: 'q1',
    position: { epoch: 'e', revision: 1 },
    rows,
    part: 0,
    parts: 1,
    summary: { total: rows.length, byHealth: {} },
    freshness: [{ cluster: 'prod', state: 'live', synced: true }],
    ...fields,
  };
}

export function updated(
  rows: readonly LiveRow[],
  revision = 2,
  subscription = 'q1',
): LiveEvent {
  return {
    event: 'resource:updated',
    subscription,
    position: { epoch: 'e', revision },
    rows,
  };
}

export function deleted(
  ids: readonly string[],
  revision = 2,
): LiveDeletedEvent {
  return {
    event: 'resource:deleted',
    subscription: 'q1',
    position: { epoch: 'e', revision },
    ids,
  };
}

import type {
  EventList,
  EventSummary,
} from '@orrery/backstage-plugin-clusters-common';
import {
  type KubernetesObject,
  numberAt,
  parseTimeMs,
  fieldAt,
  stringAt,
} from '@orrery/kubernetes-model';
import type { Caller } from '../access/Caller';
import { clustersObjectReadPermission } from '@orrery/backstage-plugin-clusters-common';
import { ClustersError } from '../errors/ClustersError';
import { authorizeObject, type ObjectAddress } from './authorizeObject';
import type { ObjectServices } from './ObjectServices';

const MAX_EVENTS = 100;
/** A busy object may have more events than are shown; the newest of these are. */
const MAX_LISTED = 500;

const eventKind = {
  group: '',
  version: 'v1',
  plural: 'events',
  kind: 'Event',
  namespaced: true,
};

/** Events about an object, newest first. Needs the right to read the object, and to list events. */
export async function readEvents(
  services: ObjectServices,
  caller: Caller,
  address: ObjectAddress,
  signal: AbortSignal,
): Promise<EventList> {
  const authorized = await authorizeObject(services, caller, address, 'get');
  const { cluster, target, ref, viewer } = authorized;
  // Events about cluster-scoped objects are kept in the namespace `default`.
  const namespace = ref.namespace ?? 'default';
  await requireEvents(services, caller, authorized.cluster.name, namespace);
  const identity = await services.kubernetes.identify(caller, cluster);
  if (identity.reviewed) {
    const question = { verb: 'list', kind: eventKind, namespace };
    if (!(await services.kubernetes.may(cluster, identity, question))) {
      throw new ClustersError(
        `You may not list events in ${namespace}: refused by the RBAC of ${cluster.name}`,
        { code: 'FORBIDDEN' },
      );
    }
  }
  const { items } = await cluster.connection.list(eventKind, {
    namespace,
    fieldSelector: `involvedObject.kind=${target.kind},involvedObject.name=${ref.name}`,
    limit: MAX_LISTED,
    signal,
    ...(viewer && { viewer }),
  });
  return {
    items: items
      .map(toEventSummary)
      .sort((a, b) => (b.lastSeenMs ?? 0) - (a.lastSeenMs ?? 0))
      .slice(0, MAX_EVENTS),
  };
}

async function requireEvents(
  services: ObjectServices,
  caller: Caller,
  cluster: string,
  namespace: string,
): Promise<void> {
  const decision = await services.portal.decide(
    caller,
    clustersObjectReadPermission,
  );
  if (!decision.allows({ cluster, kind: 'Event', namespace })) {
    throw new ClustersError(
      `You may not list events in ${namespace}: refused by the portal's permission policy`,
      { code: 'FORBIDDEN' },
    );
  }
}

function toEventSummary(event: KubernetesObject): EventSummary {
  const firstSeenMs =
    parseTimeMs(fieldAt(event, 'firstTimestamp')) ??
    parseTimeMs(fieldAt(event, 'eventTime'));
  const lastSeenMs =
    parseTimeMs(fieldAt(event, 'series', 'lastObservedTime')) ??
    parseTimeMs(fieldAt(event, 'lastTimestamp')) ??
    firstSeenMs ??
    parseTimeMs(event.metadata.creationTimestamp);
  const source =
    stringAt(event, 'source', 'component') ??
    stringAt(event, 'reportingComponent');
  return {
    uid: event.metadata.uid ?? event.metadata.name,
    type: fieldAt(event, 'type') === 'Warning' ? 'Warning' : 'Normal',
    reason: stringAt(event, 'reason') ?? '',
    message: stringAt(event, 'message') ?? '',
    count: numberAt(event, 'series', 'count') ?? numberAt(event, 'count') ?? 1,
    ...(firstSeenMs !== undefined && { firstSeenMs }),
    ...(lastSeenMs !== undefined && { lastSeenMs }),
    ...(source && { source }),
  };
}

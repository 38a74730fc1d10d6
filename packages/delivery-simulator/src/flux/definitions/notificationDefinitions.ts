import type { KubernetesObject } from '@orrery/kubernetes-model';
import {
  age,
  customResourceDefinition,
} from '../../definitions/customResourceDefinition';
import {
  anyObject,
  conditions,
  duration,
  flag,
  listOf,
  long,
  mapOf,
  oneOf,
  record,
  text,
} from '../../definitions/schema';
import { localReference, readyColumns } from './fluxSchemas';

const group = 'notification.toolkit.fluxcd.io';

const eventSource = record(
  {
    apiVersion: text,
    kind: text,
    name: text,
    namespace: text,
    matchLabels: mapOf(text),
  },
  ['kind', 'name'],
);

/** The kinds of `notification.toolkit.fluxcd.io`. They are served; nothing is sent. */
export const notificationDefinitions: readonly KubernetesObject[] = [
  customResourceDefinition({
    group,
    version: 'v1beta3',
    kind: 'Alert',
    plural: 'alerts',
    columns: [age],
    spec: record(
      {
        eventMetadata: mapOf(text),
        eventSeverity: { ...oneOf('info', 'error'), default: 'info' },
        eventSources: listOf(eventSource),
        exclusionList: listOf(text),
        inclusionList: listOf(text),
        providerRef: localReference,
        summary: text,
        suspend: flag,
      },
      ['eventSources', 'providerRef'],
    ),
  }),
  customResourceDefinition({
    group,
    version: 'v1beta3',
    kind: 'Provider',
    plural: 'providers',
    columns: [age],
    spec: record(
      {
        address: text,
        certSecretRef: localReference,
        channel: text,
        commitStatusExpr: text,
        interval: duration,
        proxy: text,
        proxySecretRef: localReference,
        secretRef: localReference,
        serviceAccountName: text,
        suspend: flag,
        timeout: duration,
        type: text,
        username: text,
      },
      ['type'],
    ),
  }),
  customResourceDefinition({
    group,
    version: 'v1',
    kind: 'Receiver',
    plural: 'receivers',
    columns: readyColumns,
    spec: record(
      {
        events: listOf(text),
        interval: duration,
        resourceFilter: text,
        resources: listOf(anyObject),
        secretRef: localReference,
        suspend: flag,
        type: text,
      },
      ['resources', 'secretRef', 'type'],
    ),
    status: record({
      conditions,
      lastHandledReconcileAt: text,
      observedGeneration: long,
      webhookPath: text,
    }),
  }),
];

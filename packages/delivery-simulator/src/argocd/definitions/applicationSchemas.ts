import {
  anyObject,
  flag,
  listOf,
  long,
  mapOf,
  oneOf,
  record,
  text,
  time,
  type Schema,
} from '../../definitions/schema';
import { nameValues, source } from './sourceSchema';

const sources = listOf(source);

/** Which cluster and namespace. */
export const destination: Schema = record({
  name: text,
  namespace: text,
  server: text,
});

const retry = record({
  backoff: record({ duration: text, factor: long, maxDuration: text }),
  limit: long,
  refresh: flag,
});

const ignoreDifferences = listOf(
  record(
    {
      group: text,
      jqPathExpressions: listOf(text),
      jsonPointers: listOf(text),
      kind: text,
      managedFieldsManagers: listOf(text),
      name: text,
      namespace: text,
    },
    ['kind'],
  ),
);

/** `spec` of an Application, and of the template of an ApplicationSet. */
export const applicationSpec: Schema = record(
  {
    destination,
    ignoreDifferences,
    info: nameValues,
    project: text,
    revisionHistoryLimit: long,
    source,
    sourceHydrator: anyObject,
    sources,
    syncPolicy: record({
      automated: record({
        allowEmpty: flag,
        enabled: flag,
        prune: flag,
        selfHeal: flag,
      }),
      managedNamespaceMetadata: record({
        annotations: mapOf(text),
        labels: mapOf(text),
      }),
      retry,
      syncOptions: listOf(text),
    }),
  },
  ['destination', 'project'],
);

const initiatedBy = record({ automated: flag, username: text });

/** What `.operation` asks for. */
export const operation: Schema = record({
  info: nameValues,
  initiatedBy,
  retry,
  sync: record({
    autoHealAttemptsCount: long,
    dryRun: flag,
    manifests: listOf(text),
    prune: flag,
    resources: listOf(
      record({ group: text, kind: text, name: text, namespace: text }, [
        'kind',
        'name',
      ]),
    ),
    revision: text,
    revisions: listOf(text),
    source,
    sources,
    syncOptions: listOf(text),
    syncStrategy: record({
      apply: record({ force: flag }),
      hook: record({ force: flag }),
    }),
  }),
});

const health = record({
  lastTransitionTime: time,
  message: text,
  status: text,
});

const comparedTo = record({ destination, ignoreDifferences, source, sources });

const resultOf: Schema = listOf(
  record(
    {
      group: text,
      hookPhase: text,
      hookType: text,
      images: listOf(text),
      kind: text,
      message: text,
      name: text,
      namespace: text,
      status: text,
      syncPhase: text,
      version: text,
    },
    ['kind', 'name', 'namespace', 'version', 'group'],
  ),
);

/** `status` of an Application. */
export const applicationStatus: Schema = record({
  conditions: listOf(
    record({ lastTransitionTime: time, message: text, type: text }, [
      'message',
      'type',
    ]),
  ),
  controllerNamespace: text,
  health,
  history: listOf(
    record(
      {
        deployStartedAt: time,
        deployedAt: time,
        id: long,
        initiatedBy,
        revision: text,
        revisions: listOf(text),
        source,
        sources,
      },
      ['deployedAt', 'id'],
    ),
  ),
  observedAt: time,
  operationState: record(
    {
      finishedAt: time,
      message: text,
      operation,
      phase: oneOf('Running', 'Terminating', 'Failed', 'Error', 'Succeeded'),
      retryCount: long,
      startedAt: time,
      syncResult: record({
        managedNamespaceMetadata: anyObject,
        resources: resultOf,
        revision: text,
        revisions: listOf(text),
        source,
        sources,
      }),
    },
    ['operation', 'phase', 'startedAt'],
  ),
  reconciledAt: time,
  resourceHealthSource: text,
  resources: listOf(
    record({
      group: text,
      health,
      hook: flag,
      kind: text,
      name: text,
      namespace: text,
      requiresDeletionConfirmation: flag,
      requiresPruning: flag,
      status: text,
      syncWave: long,
      version: text,
    }),
  ),
  sourceHydrator: anyObject,
  sourceType: text,
  sourceTypes: listOf(text),
  summary: record({ externalURLs: listOf(text), images: listOf(text) }),
  sync: record(
    { comparedTo, revision: text, revisions: listOf(text), status: text },
    ['status'],
  ),
});

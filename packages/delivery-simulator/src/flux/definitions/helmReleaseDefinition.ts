import { customResourceDefinition } from '../../definitions/customResourceDefinition';
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
  time,
  whole,
} from '../../definitions/schema';
import {
  crossNamespaceReference,
  inventory,
  readyColumns,
} from './fluxSchemas';

const common = {
  disableHooks: flag,
  disableOpenAPIValidation: flag,
  disableSchemaValidation: flag,
  disableTakeOwnership: flag,
  disableWait: flag,
  disableWaitForJobs: flag,
  serverSideApply: {
    'x-kubernetes-preserve-unknown-fields': true,
  },
  strategy: anyObject,
  timeout: duration,
};

const install = record({
  ...common,
  crds: oneOf('Skip', 'Create', 'CreateReplace'),
  createNamespace: flag,
  replace: flag,
  skipCRDs: flag,
  remediation: record({
    retries: whole,
    ignoreTestFailures: flag,
    remediateLastFailure: flag,
  }),
});

const upgrade = record({
  ...common,
  cleanupOnFail: flag,
  crds: oneOf('Skip', 'Create', 'CreateReplace'),
  force: flag,
  preserveValues: flag,
  remediation: record({
    retries: whole,
    ignoreTestFailures: flag,
    remediateLastFailure: flag,
    strategy: oneOf('rollback', 'uninstall'),
  }),
});

/** `helmreleases.helm.toolkit.fluxcd.io`. */
export const helmReleaseDefinition = customResourceDefinition({
  group: 'helm.toolkit.fluxcd.io',
  version: 'v2',
  kind: 'HelmRelease',
  plural: 'helmreleases',
  shortNames: ['hr'],
  columns: readyColumns,
  spec: record(
    {
      chart: record({
        metadata: record({ labels: mapOf(text), annotations: mapOf(text) }),
        spec: record(
          {
            chart: text,
            version: { ...text, default: '*' },
            interval: duration,
            reconcileStrategy: oneOf('ChartVersion', 'Revision'),
            sourceRef: crossNamespaceReference,
            valuesFiles: listOf(text),
            ignoreMissingValuesFiles: flag,
            verify: anyObject,
          },
          ['chart', 'sourceRef'],
        ),
      }),
      chartRef: crossNamespaceReference,
      commonMetadata: record({ labels: mapOf(text), annotations: mapOf(text) }),
      dependsOn: listOf(
        record({ name: text, namespace: text, readyExpr: text }, ['name']),
      ),
      driftDetection: record({
        mode: oneOf('enabled', 'warn', 'disabled'),
        ignore: listOf(record({ paths: listOf(text), target: anyObject })),
      }),
      healthCheckExprs: listOf(anyObject),
      install,
      interval: duration,
      kubeConfig: anyObject,
      maxHistory: whole,
      persistentClient: flag,
      postRenderers: listOf(anyObject),
      releaseName: text,
      rollback: anyObject,
      serviceAccountName: text,
      storageNamespace: text,
      suspend: flag,
      targetNamespace: text,
      test: anyObject,
      timeout: duration,
      uninstall: record({
        ...common,
        keepHistory: flag,
        deletionPropagation: oneOf('background', 'foreground', 'orphan'),
      }),
      upgrade,
      values: { 'x-kubernetes-preserve-unknown-fields': true },
      valuesFrom: listOf(
        record(
          {
            kind: oneOf('Secret', 'ConfigMap'),
            name: text,
            valuesKey: text,
            targetPath: text,
            literal: flag,
            optional: flag,
          },
          ['kind', 'name'],
        ),
      ),
      waitStrategy: anyObject,
    },
    ['interval'],
  ),
  status: record({
    conditions,
    failures: long,
    helmChart: text,
    history: listOf(
      record({
        action: text,
        apiVersion: text,
        appVersion: text,
        chartName: text,
        chartVersion: text,
        configDigest: text,
        deleted: time,
        digest: text,
        firstDeployed: time,
        lastDeployed: time,
        name: text,
        namespace: text,
        ociDigest: text,
        status: text,
        testHooks: anyObject,
        version: whole,
      }),
    ),
    installFailures: long,
    inventory,
    lastAttemptedConfigDigest: text,
    lastAttemptedGeneration: long,
    lastAttemptedReleaseAction: oneOf('install', 'upgrade'),
    lastAttemptedReleaseActionDuration: text,
    lastAttemptedRevision: text,
    lastAttemptedRevisionDigest: text,
    lastHandledForceAt: text,
    lastHandledReconcileAt: text,
    lastHandledResetAt: text,
    lastReleaseRevision: whole,
    observedGeneration: long,
    observedPostRenderersDigest: text,
    storageNamespace: text,
    upgradeFailures: long,
  }),
});

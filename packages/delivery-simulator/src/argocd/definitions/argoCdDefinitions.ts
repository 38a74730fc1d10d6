import type { KubernetesObject } from '@orrery/kubernetes-model';
import { customResourceDefinition } from '../../definitions/customResourceDefinition';
import {
  anyObject,
  conditions,
  flag,
  listOf,
  long,
  mapOf,
  oneOf,
  record,
  text,
  time,
} from '../../definitions/schema';
import {
  applicationSpec,
  applicationStatus,
  operation,
} from './applicationSchemas';

const groupKinds = listOf(
  record({ group: text, kind: text, name: text }, ['group', 'kind']),
);

/**
 * The kinds of Argo CD 3, with its columns and short names. The status of an Application is an ordinary field: that is why
 * clients patch it without the subresource.
 */
export const argoCdDefinitions: readonly KubernetesObject[] = [
  customResourceDefinition({
    group: 'argoproj.io',
    version: 'v1alpha1',
    kind: 'Application',
    plural: 'applications',
    shortNames: ['app', 'apps'],
    labels: labelsOf('applications.argoproj.io'),
    columns: [
      column('Sync Status', '.status.sync.status'),
      column('Health Status', '.status.health.status'),
      { ...column('Revision', '.status.sync.revision'), priority: 10 },
      { ...column('Project', '.spec.project'), priority: 10 },
    ],
    spec: applicationSpec,
    status: applicationStatus,
    isStatusOrdinary: true,
    otherFields: { operation },
  }),
  customResourceDefinition({
    group: 'argoproj.io',
    version: 'v1alpha1',
    kind: 'AppProject',
    plural: 'appprojects',
    shortNames: ['appproj', 'appprojs'],
    labels: labelsOf('appprojects.argoproj.io'),
    columns: [],
    spec: record({
      clusterResourceBlacklist: groupKinds,
      clusterResourceWhitelist: groupKinds,
      description: text,
      destinationServiceAccounts: listOf(
        record({ defaultServiceAccount: text, namespace: text, server: text }),
      ),
      destinations: listOf(
        record({ name: text, namespace: text, server: text }),
      ),
      namespaceResourceBlacklist: groupKinds,
      namespaceResourceWhitelist: groupKinds,
      orphanedResources: record({
        ignore: listOf(record({ group: text, kind: text, name: text })),
        warn: flag,
      }),
      permitOnlyProjectScopedClusters: flag,
      roles: listOf(
        record(
          {
            description: text,
            groups: listOf(text),
            jwtTokens: listOf(record({ exp: long, iat: long, id: text })),
            name: text,
            policies: listOf(text),
          },
          ['name'],
        ),
      ),
      signatureKeys: listOf(record({ keyID: text })),
      sourceNamespaces: listOf(text),
      sourceRepos: listOf(text),
      syncWindows: listOf(
        record({
          andOperator: flag,
          applications: listOf(text),
          clusters: listOf(text),
          description: text,
          duration: text,
          kind: text,
          manualSync: flag,
          namespaces: listOf(text),
          schedule: text,
          syncOverrun: flag,
          timeZone: text,
        }),
      ),
    }),
    status: record({ jwtTokensByRole: anyObject }),
    isStatusOrdinary: true,
  }),
  customResourceDefinition({
    group: 'argoproj.io',
    version: 'v1alpha1',
    kind: 'ApplicationSet',
    plural: 'applicationsets',
    shortNames: ['appset', 'appsets'],
    labels: labelsOf('applicationsets.argoproj.io'),
    columns: [],
    spec: record(
      {
        applyNestedSelectors: flag,
        generators: listOf(anyObject),
        goTemplate: flag,
        goTemplateOptions: listOf(text),
        ignoreApplicationDifferences: listOf(
          record({
            jqPathExpressions: listOf(text),
            jsonPointers: listOf(text),
            name: text,
          }),
        ),
        preservedFields: record({
          annotations: listOf(text),
          labels: listOf(text),
        }),
        strategy: anyObject,
        syncPolicy: record({
          applicationsSync: oneOf(
            'create-only',
            'create-update',
            'create-delete',
            'sync',
          ),
          preserveResourcesOnDeletion: flag,
        }),
        template: record(
          {
            metadata: record({
              annotations: mapOf(text),
              finalizers: listOf(text),
              labels: mapOf(text),
              name: text,
              namespace: text,
            }),
            spec: anyObject,
          },
          ['metadata', 'spec'],
        ),
        templatePatch: text,
      },
      ['generators', 'template'],
    ),
    status: record({
      applicationStatus: listOf(anyObject),
      conditions,
      health: record({ lastTransitionTime: time, message: text, status: text }),
      resources: listOf(anyObject),
      resourcesCount: long,
    }),
  }),
];

function column(name: string, jsonPath: string) {
  return { name, type: 'string' as const, jsonPath };
}

function labelsOf(name: string) {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/part-of': 'argocd',
  };
}

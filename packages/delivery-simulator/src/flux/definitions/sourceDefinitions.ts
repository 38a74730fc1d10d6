import type { KubernetesObject } from '@orrery/kubernetes-model';
import {
  customResourceDefinition,
  type PrinterColumn,
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
  type Schema,
} from '../../definitions/schema';
import { artifact, localReference, readyColumns } from './fluxSchemas';

const base = { group: 'source.toolkit.fluxcd.io', version: 'v1' } as const;

const url: PrinterColumn = {
  name: 'URL',
  type: 'string',
  jsonPath: '.spec.url',
};

/** What every source has. */
const common = {
  interval: duration,
  suspend: flag,
  timeout: duration,
  secretRef: localReference,
  certSecretRef: localReference,
  proxySecretRef: localReference,
  serviceAccountName: text,
  ignore: text,
  provider: text,
  verify: anyObject,
  accessFrom: anyObject,
  insecure: flag,
};

function statusOf(fields: Readonly<Record<string, Schema>> = {}): Schema {
  return record({
    artifact,
    conditions,
    observedGeneration: long,
    lastHandledReconcileAt: text,
    observedIgnore: text,
    ...fields,
  });
}

/** The kinds of `source.toolkit.fluxcd.io`. */
export const sourceDefinitions: readonly KubernetesObject[] = [
  customResourceDefinition({
    ...base,
    kind: 'GitRepository',
    plural: 'gitrepositories',
    shortNames: ['gitrepo'],
    columns: [url, ...readyColumns],
    spec: record(
      {
        ...common,
        url: { ...text, pattern: '^(http|https|ssh)://.*$' },
        ref: record({
          branch: text,
          tag: text,
          semver: text,
          name: text,
          commit: text,
        }),
        include: listOf(anyObject),
        recurseSubmodules: flag,
        sparseCheckout: listOf(text),
      },
      ['interval', 'url'],
    ),
    status: statusOf({
      includedArtifacts: listOf(artifact),
      observedInclude: listOf(anyObject),
      observedRecurseSubmodules: flag,
      observedSparseCheckout: listOf(text),
      sourceVerificationMode: text,
    }),
  }),
  customResourceDefinition({
    ...base,
    kind: 'OCIRepository',
    plural: 'ocirepositories',
    shortNames: ['ocirepo'],
    columns: [url, ...readyColumns],
    spec: record(
      {
        ...common,
        url: { ...text, pattern: '^oci://.*$' },
        ref: record({
          tag: text,
          semver: text,
          semverFilter: text,
          digest: text,
        }),
        layerSelector: record({ mediaType: text, operation: text }),
      },
      ['interval', 'url'],
    ),
    status: statusOf({ url: text, observedLayerSelector: anyObject }),
  }),
  customResourceDefinition({
    ...base,
    kind: 'HelmRepository',
    plural: 'helmrepositories',
    shortNames: ['helmrepo'],
    columns: [url, ...readyColumns],
    spec: record(
      {
        ...common,
        url: { ...text, pattern: '^(http|https|oci)://.*$' },
        type: oneOf('default', 'oci'),
        passCredentials: flag,
      },
      ['url'],
    ),
    status: statusOf({ url: text }),
  }),
  customResourceDefinition({
    ...base,
    kind: 'HelmChart',
    plural: 'helmcharts',
    shortNames: ['hc'],
    columns: [
      { name: 'Chart', type: 'string', jsonPath: '.spec.chart' },
      { name: 'Version', type: 'string', jsonPath: '.spec.version' },
      { name: 'Source Kind', type: 'string', jsonPath: '.spec.sourceRef.kind' },
      { name: 'Source Name', type: 'string', jsonPath: '.spec.sourceRef.name' },
      ...readyColumns,
    ],
    spec: record(
      {
        chart: text,
        version: { ...text, default: '*' },
        interval: duration,
        suspend: flag,
        reconcileStrategy: {
          ...oneOf('ChartVersion', 'Revision'),
          default: 'ChartVersion',
        },
        sourceRef: record(
          {
            apiVersion: text,
            kind: oneOf('HelmRepository', 'GitRepository', 'Bucket'),
            name: text,
          },
          ['kind', 'name'],
        ),
        valuesFiles: listOf(text),
        ignoreMissingValuesFiles: flag,
        verify: anyObject,
      },
      ['chart', 'interval', 'sourceRef'],
    ),
    status: statusOf({
      observedChartName: text,
      observedSourceArtifactRevision: text,
      observedValuesFiles: listOf(text),
      url: text,
    }),
  }),
  customResourceDefinition({
    ...base,
    kind: 'Bucket',
    plural: 'buckets',
    columns: [
      { name: 'Endpoint', type: 'string', jsonPath: '.spec.endpoint' },
      ...readyColumns,
    ],
    spec: record(
      {
        ...common,
        bucketName: text,
        endpoint: text,
        prefix: text,
        region: text,
        sts: anyObject,
      },
      ['bucketName', 'endpoint', 'interval'],
    ),
    status: statusOf({ url: text, metadata: mapOf(text) }),
  }),
];

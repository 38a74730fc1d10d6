import {
  DEFAULT_PAGE_LIMIT,
  liveQueryLimits,
} from '@orrery/backstage-plugin-clusters-common';
import type { responseSchemas } from './responseSchemas';

export type SchemaName = keyof typeof responseSchemas;
type Method = 'get' | 'patch' | 'delete';

/** One operation of the API. */
export interface ApiOperation {
  readonly method: Method;
  /** As OpenAPI writes it: `/v1/clusters/{cluster}`. */
  readonly path: string;
  readonly summary: string;
  readonly response: SchemaName;
  readonly contentType?: string;
  readonly parameters?: readonly object[];
  readonly requestBody?: object;
  /** True where no sign-in is needed. */
  readonly open?: boolean;
}

const objectPath = '/v1/clusters/{cluster}/objects/{kind}/{name}';
const cluster = inPath('cluster', 'Name of a cluster');
const object = [
  cluster,
  inPath('kind', 'A kind (Pod), or plural.group (ingresses.networking.k8s.io)'),
  inPath('name', 'Name of the object'),
  inQuery('namespace', { type: 'string' }, 'Needed for namespaced kinds'),
];
const dryRun = inQuery(
  'dryRun',
  { type: 'boolean', default: false },
  'Let the cluster check the change without storing it',
);
const query = [
  inQuery('cluster', list(), 'Clusters; absent: all', true),
  { ...inQuery('kind', { type: 'string' }, 'Kind'), required: true },
  inQuery('namespace', list(), 'Namespaces; absent: all', true),
  inQuery('selector', { type: 'string' }, "Label selector, as kubectl's -l"),
  inQuery(
    'text',
    { type: 'string', maxLength: liveQueryLimits.textLength },
    'Words, all required, in name, namespace, node, image or health message',
  ),
  inQuery('health', list(), 'Only these states', true),
  inQuery('sort', list(), 'field:asc or field:desc, first wins', true),
  inQuery('offset', { type: 'integer', minimum: 0 }, 'First row'),
  inQuery(
    'limit',
    { type: 'integer', minimum: 1, maximum: liveQueryLimits.windowLimit },
    `Rows; for a page ${DEFAULT_PAGE_LIMIT} by default`,
  ),
];

/** Every operation under `/api/clusters`, the socket.io endpoint apart. */
export const apiOperations: readonly ApiOperation[] = [
  {
    method: 'get',
    path: '/health',
    summary: 'Liveness: the process answers',
    response: 'Liveness',
    open: true,
  },
  {
    method: 'get',
    path: '/health/ready',
    summary: 'Readiness: every source of clusters was asked once',
    response: 'Readiness',
    open: true,
  },
  {
    method: 'get',
    path: '/v1/openapi.json',
    summary: 'This document',
    response: 'OpenApiDocument',
  },
  {
    method: 'get',
    path: '/v1/clusters',
    summary: 'Every cluster, and the entries that could not be used',
    response: 'ClusterList',
  },
  {
    method: 'get',
    path: '/v1/clusters/{cluster}',
    summary: 'One cluster',
    response: 'ClusterSummary',
    parameters: [cluster],
  },
  {
    method: 'get',
    path: '/v1/clusters/{cluster}/kinds',
    summary: 'The kinds that a cluster serves',
    response: 'KindList',
    parameters: [cluster],
  },
  {
    method: 'get',
    path: '/v1/objects',
    summary: 'One page of the objects of a kind, in one or many clusters',
    response: 'ObjectPage',
    parameters: query,
  },
  {
    method: 'get',
    path: '/v1/live',
    summary: 'The same, kept up to date: one JSON message a line',
    response: 'LiveEvent',
    contentType: 'application/x-ndjson',
    parameters: [
      ...query,
      inQuery(
        'epoch',
        { type: 'string' },
        'Resume: epoch of the last position',
      ),
      inQuery(
        'revision',
        { type: 'integer', minimum: 0 },
        'Resume: revision of the last position',
      ),
    ],
  },
  {
    method: 'get',
    path: '/v1/live/clusters',
    summary: 'Every cluster, kept up to date: one JSON message a line',
    response: 'LiveEvent',
    contentType: 'application/x-ndjson',
  },
  {
    method: 'get',
    path: objectPath,
    summary: 'One whole object; values of secrets are redacted',
    response: 'ObjectDetail',
    parameters: object,
  },
  {
    method: 'patch',
    path: objectPath,
    summary: 'Apply a JSON merge patch (RFC 7386)',
    response: 'PatchResult',
    parameters: [...object, dryRun],
    requestBody: {
      required: true,
      content: {
        'application/merge-patch+json': { schema: { type: 'object' } },
        'application/json': { schema: { type: 'object' } },
      },
    },
  },
  {
    method: 'delete',
    path: objectPath,
    summary: 'Delete an object; dependants go in the background',
    response: 'DeleteResult',
    parameters: [...object, dryRun],
  },
  {
    method: 'get',
    path: `${objectPath}/owners`,
    summary: 'The chain of owners, from the direct one upwards',
    response: 'OwnerList',
    parameters: object,
  },
  {
    method: 'get',
    path: `${objectPath}/events`,
    summary: 'Events about the object, newest first, at most 100',
    response: 'EventList',
    parameters: object,
  },
];

function inPath(name: string, description: string): object {
  return {
    name,
    in: 'path',
    required: true,
    description,
    schema: { type: 'string' },
  };
}

function inQuery(
  name: string,
  schema: object,
  description: string,
  explode = false,
): object {
  return {
    name,
    in: 'query',
    description,
    schema,
    ...(explode && { explode }),
  };
}

function list(): object {
  return { type: 'array', items: { type: 'string' } };
}

import {
  type ClusterList,
  type ClusterSummary,
  type ClustersErrorBody,
  clustersErrorCodes,
  type DeleteResult,
  type EventList,
  type KindList,
  type OwnerList,
} from '@orrery/backstage-plugin-clusters-common';
import { z } from 'zod';
import { atMs, freshness, health, row, summary, viewState } from './rowSchemas';

const object = z.looseObject({
  apiVersion: z.string().optional(),
  kind: z.string().optional(),
  metadata: z.looseObject({ name: z.string() }),
});

const clusterSummary: z.ZodType<ClusterSummary> = z.strictObject({
  name: z.string(),
  title: z.string().optional(),
  state: z.enum([
    'initializing',
    'connected',
    'degraded',
    'unreachable',
    'unauthorized',
    'failed',
  ]),
  sinceMs: atMs,
  version: z.string().optional(),
  lastContactMs: atMs.optional(),
  lastError: z.string().optional(),
  writable: z.boolean(),
  counts: z
    .strictObject({
      nodes: z.number().optional(),
      pods: z.number().optional(),
      namespaces: z.number().optional(),
    })
    .optional(),
  freshness: z.array(
    z.strictObject({
      kind: z.string(),
      state: viewState,
      synced: z.boolean(),
      asOfMs: atMs.optional(),
      nextAttemptMs: atMs.optional(),
      cause: z.string().optional(),
    }),
  ),
  source: z.string(),
  tokenProvider: z.string().optional(),
});

const clusterList = z.strictObject({
  items: z.array(clusterSummary),
  problems: z.array(
    z.strictObject({
      source: z.string(),
      name: z.string(),
      message: z.string(),
    }),
  ),
});

const kindList: z.ZodType<KindList> = z.strictObject({
  items: z.array(
    z.strictObject({
      kind: z.string(),
      group: z.string(),
      version: z.string(),
      plural: z.string(),
      namespaced: z.boolean(),
      verbs: z.array(z.string()),
      shortNames: z.array(z.string()),
    }),
  ),
});

const objectPage = z.strictObject({
  items: z.array(row),
  summary,
  freshness: z.array(freshness),
  offset: z.number(),
  limit: z.number(),
  nextOffset: z.number().optional(),
});

const objectDetail = z.strictObject({ object, row, writable: z.boolean() });

const ownerList: z.ZodType<OwnerList> = z.strictObject({
  items: z.array(
    z.strictObject({
      apiVersion: z.string(),
      kind: z.string(),
      name: z.string(),
      namespace: z.string().optional(),
      uid: z.string(),
      health: health.optional(),
      cause: z.string().optional(),
    }),
  ),
});

const eventList: z.ZodType<EventList> = z.strictObject({
  items: z.array(
    z.strictObject({
      uid: z.string(),
      type: z.enum(['Normal', 'Warning']),
      reason: z.string(),
      message: z.string(),
      count: z.number(),
      firstSeenMs: atMs.optional(),
      lastSeenMs: atMs.optional(),
      source: z.string().optional(),
    }),
  ),
});

const deleteResult: z.ZodType<DeleteResult> = z.strictObject({
  result: z.enum(['deleted', 'pending']),
  dryRun: z.boolean(),
});

const patchResult = z.strictObject({ object, row, dryRun: z.boolean() });

const error = z.object({
  code: z.enum(clustersErrorCodes),
  message: z.string(),
  details: z.record(z.string(), z.string()).optional(),
});

const errorBody: z.ZodType<ClustersErrorBody> = z.object({
  error: error.extend({ name: z.string() }),
  request: z.object({ method: z.string(), url: z.string() }),
  response: z.object({ statusCode: z.number() }),
});

const subscription = z.string();
const position = z.strictObject({ epoch: z.string(), revision: z.number() });
const change = { subscription, position, summary: summary.optional() };

const liveEvent = z
  .discriminatedUnion('event', [
    z.strictObject({
      event: z.literal('resources:snapshot'),
      subscription,
      position,
      rows: z.array(row),
      part: z.number(),
      parts: z.number(),
      summary,
      freshness: z.array(freshness),
    }),
    z.strictObject({
      event: z.enum(['resource:created', 'resource:updated']),
      rows: z.array(row),
      ...change,
    }),
    z.strictObject({
      event: z.literal('resource:deleted'),
      ids: z.array(z.string()),
      ...change,
    }),
    z.strictObject({
      event: z.literal('resources:status'),
      subscription,
      freshness: z.array(freshness),
    }),
    z.strictObject({
      event: z.literal('clusters:snapshot'),
      subscription,
      ...clusterList.shape,
    }),
    z.strictObject({
      event: z.literal('clusters:updated'),
      subscription,
      items: clusterList.shape.items,
      removed: z.array(z.string()),
      problems: clusterList.shape.problems.optional(),
    }),
    z.strictObject({
      event: z.literal('error'),
      subscription: subscription.optional(),
      error,
    }),
    z.strictObject({ event: z.literal('ping'), atMs }),
  ])
  .describe('One line of the stream');

/** What each answer looks like; the OpenAPI document is made from these, and the tests hold the router to them. */
export const responseSchemas = {
  ClusterList: clusterList satisfies z.ZodType<ClusterList>,
  ClusterSummary: clusterSummary,
  KindList: kindList,
  ObjectPage: objectPage,
  ObjectDetail: objectDetail,
  OwnerList: ownerList,
  EventList: eventList,
  DeleteResult: deleteResult,
  PatchResult: patchResult,
  LiveEvent: liveEvent,
  Liveness: z.strictObject({ status: z.literal('ok') }),
  Readiness: z.strictObject({
    status: z.enum(['ready', 'starting', 'stopping']),
  }),
  OpenApiDocument: z.looseObject({
    openapi: z.string(),
    paths: z.looseObject({}),
  }),
  Error: errorBody,
};

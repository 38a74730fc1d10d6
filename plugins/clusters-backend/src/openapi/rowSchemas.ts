import type {
  ClusterFreshness,
  LiveSummary,
} from '@orrery/backstage-plugin-clusters-common';
import { z } from 'zod';

export const atMs = z.number().describe('Milliseconds since the epoch');

const healthStatus = z.enum([
  'Healthy',
  'Suspended',
  'Unknown',
  'Progressing',
  'Degraded',
  'Failed',
]);

export const health = z.object({
  status: healthStatus,
  reason: z.string(),
  message: z.string(),
  sinceMs: atMs.optional(),
  reviewAtMs: atMs.optional(),
});

export const viewState = z.enum([
  'loading',
  'live',
  'stale',
  'forbidden',
  'failed',
]);

export const freshness: z.ZodType<ClusterFreshness> = z.strictObject({
  cluster: z.string(),
  state: viewState,
  synced: z.boolean(),
  asOfMs: atMs.optional(),
  cause: z.string().optional(),
  nextAttemptMs: atMs.optional(),
  tokenProvider: z.string().optional(),
  forbiddenNamespaces: z.array(z.string()).optional(),
});

export const row = z
  .looseObject({
    id: z.string(),
    cluster: z.string(),
    kind: z.string(),
    key: z.string(),
    uid: z.string(),
    name: z.string(),
    namespace: z.string().optional(),
    createdAtMs: atMs,
    deletingSinceMs: atMs.optional(),
    health,
    owner: z
      .object({ kind: z.string(), name: z.string(), uid: z.string() })
      .optional(),
  })
  .describe(
    'Each kind adds fields of its own: a pod its phase, node, restarts',
  );

export const summary: z.ZodType<LiveSummary> = z.strictObject({
  total: z.number(),
  byHealth: z.partialRecord(healthStatus, z.number()),
});

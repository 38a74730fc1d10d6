import { z } from 'zod';
import { type Parsed, parseWith } from '../parse/Parsed';
import type {
  SubscribeClustersRequest,
  SubscribeRequest,
  UnsubscribeRequest,
} from './LiveEvent';
import type { LiveCredentials } from './liveProtocol';
import type { LiveQuery } from './LiveQuery';

/** Bounds of a live query; what is beyond is refused, not cut. */
export const liveQueryLimits = {
  clusters: 50,
  namespaces: 50,
  nameLength: 253,
  selectorLength: 1000,
  textLength: 200,
  sortFields: 5,
  windowLimit: 5000,
  windowOffset: 1_000_000,
  tokenLength: 16_384,
  clusterTokens: 50,
} as const;

const name = (what: string) =>
  z
    .string(`must be ${what}`)
    .min(1, 'must not be empty')
    .max(
      liveQueryLimits.nameLength,
      `must be at most ${liveQueryLimits.nameLength} characters`,
    )
    // eslint-disable-next-line no-control-regex
    .regex(/^[^\u0000-\u001f\u007f]+$/, 'must not hold control characters');

const atMost = (limit: number) => `must be at most ${limit} characters`;

const healthStatuses = [
  'Healthy',
  'Suspended',
  'Unknown',
  'Progressing',
  'Degraded',
  'Failed',
] as const;

/** Describes `LiveQuery`; unknown fields are refused, so that a typing error never widens a query. */
export const liveQuerySchema: z.ZodType<LiveQuery> = z.strictObject({
  clusters: z
    .array(name('a cluster name'), 'must be a list of cluster names')
    .max(
      liveQueryLimits.clusters,
      `must name at most ${liveQueryLimits.clusters} clusters`,
    ),
  kind: name('a kind such as Pod, or plural.group').regex(
    /^[A-Za-z][A-Za-z0-9.-]*$/,
    'must be a kind such as Pod, or plural.group',
  ),
  namespace: z
    .array(name('a namespace'), 'must be a list of namespaces')
    .max(
      liveQueryLimits.namespaces,
      `must name at most ${liveQueryLimits.namespaces} namespaces`,
    )
    .optional(),
  selector: z
    .string('must be a label selector')
    .max(liveQueryLimits.selectorLength, atMost(liveQueryLimits.selectorLength))
    .optional(),
  text: z
    .string('must be text')
    .max(liveQueryLimits.textLength, atMost(liveQueryLimits.textLength))
    .optional(),
  health: z
    .array(
      z.enum(healthStatuses, `must be one of ${healthStatuses.join(', ')}`),
      'must be a list of health states',
    )
    .max(healthStatuses.length, 'must not repeat states')
    .optional(),
  sort: z
    .array(
      z.strictObject({
        field: name('a field of the row').regex(
          /^[A-Za-z][A-Za-z0-9.]*$/,
          'must be a field of the row',
        ),
        direction: z.enum(['asc', 'desc'], 'must be asc or desc'),
      }),
      'must be a list of { field, direction }',
    )
    .max(
      liveQueryLimits.sortFields,
      `must name at most ${liveQueryLimits.sortFields} fields`,
    )
    .optional(),
  window: z
    .strictObject(
      {
        offset: wholeNumber(0, liveQueryLimits.windowOffset),
        limit: wholeNumber(1, liveQueryLimits.windowLimit),
      },
      'must be { offset, limit }',
    )
    .optional(),
});

export const livePositionSchema = z.strictObject({
  epoch: name('the epoch of a position'),
  revision: wholeNumber(0, Number.MAX_SAFE_INTEGER),
});

const subscribeRequestSchema: z.ZodType<SubscribeRequest> = z.strictObject({
  subscription: name('an id chosen by the client'),
  query: liveQuerySchema,
  resume: livePositionSchema.optional(),
});

const subscribeClustersRequestSchema: z.ZodType<SubscribeClustersRequest> =
  z.strictObject({ subscription: name('an id chosen by the client') });

const unsubscribeRequestSchema: z.ZodType<UnsubscribeRequest> = z.strictObject({
  subscription: name('an id chosen by the client'),
});

const token = z
  .string('must be a token')
  .min(1, 'must not be empty')
  .max(liveQueryLimits.tokenLength, atMost(liveQueryLimits.tokenLength));

const liveCredentialsSchema: z.ZodType<LiveCredentials> = z.object({
  token,
  clusterTokens: z
    .record(name('a token provider'), token, 'must map providers to tokens')
    .refine(
      tokens => Object.keys(tokens).length <= liveQueryLimits.clusterTokens,
      `must hold at most ${liveQueryLimits.clusterTokens} tokens`,
    )
    .optional(),
});

export function parseLiveQuery(input: unknown): Parsed<LiveQuery> {
  return parseWith(liveQuerySchema, input);
}

export function parseSubscribeRequest(
  input: unknown,
): Parsed<SubscribeRequest> {
  return parseWith(subscribeRequestSchema, input);
}

export function parseSubscribeClustersRequest(
  input: unknown,
): Parsed<SubscribeClustersRequest> {
  return parseWith(subscribeClustersRequestSchema, input);
}

export function parseUnsubscribeRequest(
  input: unknown,
): Parsed<UnsubscribeRequest> {
  return parseWith(unsubscribeRequestSchema, input);
}

export function parseLiveCredentials(input: unknown): Parsed<LiveCredentials> {
  return parseWith(liveCredentialsSchema, input);
}

function wholeNumber(min: number, max: number) {
  const sentence = `must be a whole number from ${min} to ${max}`;
  return z.number(sentence).int(sentence).min(min, sentence).max(max, sentence);
}

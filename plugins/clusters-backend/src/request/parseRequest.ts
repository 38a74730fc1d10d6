import {
  DEFAULT_PAGE_LIMIT,
  type LiveSearchParams,
  type Parsed,
  parseLiveSearchParams,
  parseWith,
} from '@orrery/backstage-plugin-clusters-common';
import type { Request } from 'express';
import { z } from 'zod';
import { validationError } from '../errors/ClustersError';
import type { ObjectAddress } from '../objects/authorizeObject';

const name = z.string().min(1, 'must not be empty').max(253, 'is too long');

const addressSchema: z.ZodType<ObjectAddress> = z.object({
  cluster: name,
  kind: name,
  name,
  namespace: name.optional(),
});

const flagSchema = z.enum(['true', 'false'], 'must be true or false');

const patchSchema = z.record(
  z.string(),
  z.unknown(),
  'must be a JSON object: a merge patch',
);

/** The object that path and `?namespace=` name; throws `VALIDATION_ERROR`. */
export function parseObjectAddress(request: Request): ObjectAddress {
  const { cluster, kind, name: object } = request.params;
  const namespace = searchParamsOf(request).get('namespace');
  return orThrow(
    parseWith(addressSchema, {
      cluster,
      kind,
      name: object,
      ...(namespace !== null && namespace !== '' && { namespace }),
    }),
  );
}

/** `?dryRun=true`; absent means false. */
export function parseDryRun(request: Request): boolean {
  const text = searchParamsOf(request).get('dryRun') ?? 'false';
  return orThrow(parseWith(flagSchema, text, 'dryRun')) === 'true';
}

export function parseMergePatch(
  request: Request,
): Readonly<Record<string, unknown>> {
  return orThrow(parseWith(patchSchema, request.body, 'body'));
}

/** Query of `GET /v1/objects`: always a page. */
export function parsePageQuery(request: Request): LiveSearchParams {
  return orThrow(
    parseLiveSearchParams(searchParamsOf(request), {
      defaultLimit: DEFAULT_PAGE_LIMIT,
    }),
  );
}

/** Query of `GET /v1/live`. */
export function parseStreamQuery(request: Request): LiveSearchParams {
  return orThrow(parseLiveSearchParams(searchParamsOf(request)));
}

/** Express would turn repeated and bracketed parameters into other shapes. */
function searchParamsOf(request: Request): URLSearchParams {
  const start = request.originalUrl.indexOf('?');
  return new URLSearchParams(
    start < 0 ? '' : request.originalUrl.slice(start + 1),
  );
}

function orThrow<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) throw validationError(parsed.details);
  return parsed.value;
}

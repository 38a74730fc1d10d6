import type { ApiAnswer } from '../../server/ApiAnswer';
import type { ApiContext } from '../../server/ApiContext';
import { StatusError } from '../../status/StatusError';
import { badRequest } from '../../status/statusErrors';
import type { ListSnapshot } from '../ListSnapshots';
import type { ResourceDefinition } from '../ResourceDefinition';
import { listAsOf } from './listAsOf';
import { parseSelection } from './selectObjects';

/** LIST: a page of what matches, from one snapshot however many pages it takes. */
export function listObjects(
  context: ApiContext,
  definition: ResourceDefinition,
  namespace: string | undefined,
  query: URLSearchParams,
): ApiAnswer {
  const { store, snapshots, faults } = context;
  const selection = parseSelection(definition, namespace, query);
  const exact = parseExactVersion(query, store.resourceVersion());
  const read = (): ListSnapshot => {
    const objects =
      exact === undefined
        ? store.list(definition.storage, namespace)
        : listAsOf(store, definition.storage, namespace, exact);
    return {
      objects: selection.isSelective
        ? objects.filter(object => selection.matches(object))
        : objects,
      resourceVersion: String(exact ?? store.resourceVersion()),
    };
  };
  const token = query.get('continue');
  if (token && faults.find('expire')) snapshots.clear();
  const limit = parseLimit(query);
  const page = token
    ? snapshots.next(token, limit, read)
    : snapshots.first(read(), limit);
  return {
    kind: 'list',
    definition,
    objects: page.objects,
    metadata: {
      resourceVersion: page.resourceVersion,
      ...(page.continueToken ? { continue: page.continueToken } : {}),
      ...(page.remaining > 0 && !selection.isSelective
        ? { remainingItemCount: page.remaining }
        : {}),
    },
  };
}

/** A list served from the cache (`resourceVersion=0`) knows no pages. */
function parseLimit(query: URLSearchParams): number {
  const limit = Number(query.get('limit') ?? 0);
  if (!Number.isInteger(limit) || limit < 0)
    throw badRequest(
      `limit must be a number from 0, got ${query.get('limit')}`,
    );
  return query.get('resourceVersion') === '0' ? 0 : limit;
}

/** The version that the list must show, where the client insists on one. */
function parseExactVersion(
  query: URLSearchParams,
  current: number,
): number | undefined {
  const match = query.get('resourceVersionMatch');
  const text = query.get('resourceVersion') ?? '';
  if (match && !text) {
    throw new StatusError(
      'Invalid',
      'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
    );
  }
  const version = parseResourceVersion(text);
  if (version > current) {
    throw new StatusError(
      'Timeout',
      `Too large resource version: ${version}, current: ${current}`,
      {
        details: {
          causes: [
            {
              reason: 'ResourceVersionTooLarge',
              message: 'Too large resource version',
            },
          ],
          retryAfterSeconds: 1,
        },
      },
    );
  }
  if (match !== 'Exact') return undefined;
  if (version === 0) {
    throw new StatusError(
      'Invalid',
      'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch "Exact" is forbidden for resourceVersion "0"',
    );
  }
  return version;
}

/** @throws StatusError BadRequest when it is not a whole number; empty is 0. */
export function parseResourceVersion(text: string): number {
  if (!/^\d*$/.test(text))
    throw badRequest(
      `invalid resource version "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`,
    );
  return Number(text || '0');
}

import type {
  LiveQuery,
  LiveRow,
} from '@orrery/backstage-plugin-clusters-common';
import { parseLabelSelector } from '@orrery/kubernetes-model';
import type { LiveQuerySpec } from '@orrery/watch-cache';
import { validationError } from '../errors/ClustersError';
import type { QueryScope } from './createQueryScope';

/** Rows of one answer at most; a larger result has to be narrowed or windowed. */
export const MAX_ROWS = 50_000;

/** The computation that answers a query within its scope. */
export function toQuerySpec(
  query: LiveQuery,
  scope: QueryScope,
): LiveQuerySpec<LiveRow> {
  const { namespace, selector, text, health, sort, window } = query;
  return {
    members: scope.members(),
    rightsKey: scope.rightsKey(),
    filter: {
      ...(namespace && { namespaces: namespace }),
      ...(selector && { selector }),
      ...(text && { text }),
      ...(health && { health }),
    },
    ...(sort && { sort }),
    window: window ?? { offset: 0, limit: MAX_ROWS },
  };
}

/** Throws `VALIDATION_ERROR` for a selector that cannot be read. */
export function checkSelector({ selector }: LiveQuery): void {
  if (selector === undefined) return;
  try {
    parseLabelSelector(selector);
  } catch (thrown) {
    throw validationError({
      selector: thrown instanceof Error ? thrown.message : String(thrown),
    });
  }
}

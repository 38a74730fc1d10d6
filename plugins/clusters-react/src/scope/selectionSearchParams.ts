import type { ObjectReference } from '../client/ClustersApi';

export interface Selection {
  readonly reference?: ObjectReference;
  readonly tab?: string;
}

/** Reads `object=cluster/Kind/namespace/name` (namespace empty for cluster-scoped objects); anything else selects nothing. */
export function parseSelection(params: URLSearchParams): Selection {
  const tab = params.get('tab') ?? undefined;
  const parts = (params.get('object') ?? '').split('/');
  if (parts.length !== 4) return { tab };
  const [cluster, kind, namespace, name] = parts;
  if (!cluster || !kind || !name) return { tab };
  return {
    tab,
    reference: { cluster, kind, name, ...(namespace && { namespace }) },
  };
}

/** The parameters with another object selected; the tab stays while drawers follow each other. */
export function withSelection(
  params: URLSearchParams,
  reference: ObjectReference | undefined,
): URLSearchParams {
  const next = new URLSearchParams(params);
  if (reference) {
    const { cluster, kind, namespace = '', name } = reference;
    next.set('object', [cluster, kind, namespace, name].join('/'));
  } else {
    next.delete('object');
    next.delete('tab');
  }
  return next;
}

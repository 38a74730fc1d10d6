import type { ObjectReference } from '../client/ClustersApi';

/** The address of an object's own page, on the tab that shows what `tab` of the drawer does. */
export type ObjectPageHref = (
  reference: ObjectReference,
  tab?: string,
) => string;

/** The path of the page, from the portal's routes. */
type ObjectRoute = (params: {
  cluster: string;
  kind: string;
  name: string;
}) => string;

/** Namespace and tab are in the query, as in the API: a path would need a word for "no namespace". */
export function toObjectPageHref(route: ObjectRoute): ObjectPageHref {
  return ({ cluster, kind, name, namespace }, tab) => {
    const query = new URLSearchParams({
      ...(namespace && { namespace }),
      ...(tab && { tab }),
    }).toString();
    const path = route({ cluster, kind, name });
    return query ? `${path}?${query}` : path;
  };
}

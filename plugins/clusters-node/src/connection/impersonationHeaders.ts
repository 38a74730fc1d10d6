import type { Impersonation } from '../cluster/ClusterEntry';

/** Headers of a Kubernetes impersonation; extra keys are lower-cased and percent-encoded as the API server expects. */
export function impersonationHeaders(
  impersonation: Impersonation,
): Record<string, string | readonly string[]> {
  const { user, groups = [], uid, extra = {} } = impersonation;
  const headers: Record<string, string | readonly string[]> = {
    'impersonate-user': user,
  };
  if (groups.length > 0) headers['impersonate-group'] = groups;
  if (uid !== undefined) headers['impersonate-uid'] = uid;
  for (const [key, values] of Object.entries(extra)) {
    const name = encodeURIComponent(key.toLowerCase());
    headers[`impersonate-extra-${name}`] = values;
  }
  return headers;
}

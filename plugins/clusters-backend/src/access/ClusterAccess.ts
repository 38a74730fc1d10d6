import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** How the rights of the signed-in user are found in a cluster's own RBAC. */
export interface ClusterAccess {
  /**
   * `none`: the portal's credential decides. `subjectAccessReview`: the cluster is asked about the user before anything is
   * shown or done. `impersonate`: the same, and single reads and writes are made in the user's name.
   */
  readonly check: 'none' | 'subjectAccessReview' | 'impersonate';
  /** `annotation:<key>` names an annotation of the user's catalog entity. */
  readonly userFrom: 'name' | 'email' | `annotation:${string}`;
  readonly userPrefix: string;
  readonly groupPrefix: string;
}

const portalDecides: ClusterAccess = {
  check: 'none',
  userFrom: 'name',
  userPrefix: '',
  groupPrefix: '',
};

const checks = ['none', 'subjectAccessReview', 'impersonate'] as const;

/**
 * Reads `orrery.clusters.access`. An entry that names the cluster wins over `*`; without any, the portal's credential decides.
 * Throws on values that cannot be meant, prefixes into `system:` among them.
 */
export function readClusterAccess(
  config: Config,
): (clusterName: string) => ClusterAccess {
  const entries = new Map<string, ClusterAccess>();
  for (const entry of config.getOptionalConfigArray('orrery.clusters.access') ??
    []) {
    const name = entry.getString('cluster');
    if (!entries.has(name)) {
      entries.set(name, readEntry(entry, name));
    }
  }
  return clusterName =>
    entries.get(clusterName) ?? entries.get('*') ?? portalDecides;
}

function readEntry(entry: Config, cluster: string): ClusterAccess {
  const where = `orrery.clusters.access for cluster ${cluster}`;
  const check = entry.getOptionalString('check') ?? 'none';
  const known = checks.find(candidate => candidate === check);
  if (known === undefined) {
    throw new InputError(
      `${where}: check must be one of ${checks.join(', ')}, got ${check}`,
    );
  }
  return {
    check: known,
    userFrom: readUserFrom(entry.getOptionalString('userFrom'), where),
    userPrefix: readPrefix(entry, 'userPrefix', where),
    groupPrefix: readPrefix(entry, 'groupPrefix', where),
  };
}

function readUserFrom(
  text: string | undefined,
  where: string,
): ClusterAccess['userFrom'] {
  if (text === undefined || text === 'name') return 'name';
  if (text === 'email') return 'email';
  const key = text.startsWith('annotation:')
    ? text.slice('annotation:'.length)
    : '';
  if (key === '') {
    throw new InputError(
      `${where}: userFrom must be name, email or annotation:<key>, got ${text}`,
    );
  }
  return `annotation:${key}`;
}

function readPrefix(entry: Config, field: string, where: string): string {
  const prefix = entry.getOptionalString(field) ?? '';
  if (prefix.startsWith('system:')) {
    throw new InputError(`${where}: ${field} must not begin with system:`);
  }
  return prefix;
}

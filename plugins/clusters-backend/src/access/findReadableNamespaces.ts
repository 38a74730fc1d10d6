import {
  ClusterError,
  type KindRef,
  type ManagedCluster,
} from '@orrery/backstage-plugin-clusters-node';
import type { Identity, KubernetesAccess } from './createKubernetesAccess';

/** Where a caller may list a kind. */
export type ReadableNamespaces =
  | (Found & { readonly kind: 'all' })
  | (Found & { readonly kind: 'some'; readonly namespaces: readonly string[] })
  | { readonly kind: 'none'; readonly cause: string };

interface Found {
  /** What the watching credential can be asked for; `undefined` = the whole cluster. */
  readonly scopes: readonly (string | undefined)[];
  readonly cause?: string;
  /** Only namespaces that the caller named, or may know of. */
  readonly forbiddenNamespaces?: readonly string[];
}

/** Namespaces that are checked one by one; beyond these the rest counts as forbidden. */
const MAX_NAMESPACES = 200;
/** The same where each namespace needs a watch of its own. */
const MAX_WATCHED_NAMESPACES = 50;
const PARALLEL_REVIEWS = 10;

const namespaceKind: KindRef = {
  group: '',
  version: 'v1',
  plural: 'namespaces',
  kind: 'Namespace',
  namespaced: false,
};

/**
 * Asks the cluster's RBAC: the whole cluster first, else each namespace that was asked for, or each there is.
 * A namespace that the caller neither named nor may list is never mentioned.
 */
export async function findReadableNamespaces(
  access: KubernetesAccess,
  identity: Identity,
  question: {
    readonly cluster: ManagedCluster;
    readonly namespaces: readonly string[];
  },
  target: KindRef,
): Promise<ReadableNamespaces> {
  const { cluster } = question;
  const mayList = (namespace?: string) =>
    allows(access, cluster, identity, target, namespace);
  const [callerEverywhere, watchEverywhere] = await Promise.all([
    identity.reviewed
      ? access.may(cluster, identity, { verb: 'list', kind: target })
      : true,
    mayWatchOrTry(access, cluster, identity, target),
  ]);
  if (callerEverywhere && watchEverywhere) {
    return { kind: 'all', scopes: [undefined] };
  }
  if (!target.namespaced) {
    return { kind: 'none', cause: `list ${target.plural}` };
  }

  const named = question.namespaces.length > 0;
  const candidates = named
    ? question.namespaces
    : await namespacesOf(cluster, identity);
  const checked = candidates.slice(
    0,
    watchEverywhere ? MAX_NAMESPACES : MAX_WATCHED_NAMESPACES,
  );
  const answers = await inBatches(checked, PARALLEL_REVIEWS, mayList);
  const allowed = checked.filter((_, index) => answers[index]);
  const refused = candidates.filter(namespace => !allowed.includes(namespace));
  const known =
    named ||
    (refused.length > 0 &&
      (await allows(access, cluster, identity, namespaceKind)));
  const cause = known
    ? causeOf(target, refused)
    : `list ${target.plural} in some namespaces`;
  if (allowed.length === 0) {
    return {
      kind: 'none',
      cause: named ? cause : `list ${target.plural} in any namespace`,
    };
  }
  return {
    kind: 'some',
    namespaces: allowed,
    scopes: watchEverywhere ? [undefined] : allowed,
    ...(refused.length > 0 && { cause }),
    ...(refused.length > 0 && known && { forbiddenNamespaces: refused }),
  };
}

/** Both must be allowed: the caller where rights are reviewed, and the credential that reads. */
async function allows(
  access: KubernetesAccess,
  cluster: ManagedCluster,
  identity: Identity,
  target: KindRef,
  namespace?: string,
): Promise<boolean> {
  const question = {
    verb: 'list',
    kind: target,
    ...(namespace !== undefined && { namespace }),
  };
  if (identity.reviewed && !(await access.may(cluster, identity, question))) {
    return false;
  }
  return access.mayWatch(cluster, identity, question);
}

/** A cluster that cannot be asked right now is watched all the same: the watch then says why it cannot. */
async function mayWatchOrTry(
  access: KubernetesAccess,
  cluster: ManagedCluster,
  identity: Identity,
  target: KindRef,
): Promise<boolean> {
  try {
    return await access.mayWatch(cluster, identity, {
      verb: 'list',
      kind: target,
    });
  } catch (thrown) {
    if (thrown instanceof ClusterError) {
      return true;
    }
    throw thrown;
  }
}

async function namespacesOf(
  cluster: ManagedCluster,
  identity: Identity,
): Promise<readonly string[]> {
  const own = cluster.credentials === 'viewer' ? identity.viewer : undefined;
  try {
    const { items } = await cluster.connection.list(namespaceKind, {
      resourceVersion: '0',
      timeoutMs: 5_000,
      ...(own && { viewer: own }),
    });
    return items.map(item => item.metadata.name).sort();
  } catch (thrown) {
    // Without the right to list namespaces there is none to offer; the caller has to name them.
    if (thrown instanceof ClusterError && thrown.code === 'forbidden') {
      return [];
    }
    throw thrown;
  }
}

async function inBatches<T, R>(
  items: readonly T[],
  size: number,
  run: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += size) {
    const batch = items.slice(start, start + size);
    results.push(...(await Promise.all(batch.map(run))));
  }
  return results;
}

function causeOf(target: KindRef, namespaces: readonly string[]): string {
  const shown = namespaces.slice(0, 3).join(', ');
  const more =
    namespaces.length > 3 ? ` and ${namespaces.length - 3} more` : '';
  return `list ${target.plural} in ${shown}${more}`;
}

import type {
  AccessQuestion,
  ManagedCluster,
  Viewer,
} from '@orrery/backstage-plugin-clusters-node';
import { LRUCache } from 'lru-cache';
import { ClustersError } from '../errors/ClustersError';
import type { Caller } from './Caller';
import type { ClusterAccess } from './ClusterAccess';
import { clusterTokenFor, tokenProviderOf } from './clusterTokensOf';
import type { KubernetesUsers } from './createKubernetesUsers';
import { stableHash } from './stableHash';

/** What is asked of a cluster's RBAC. */
export type RightsQuestion = Pick<
  AccessQuestion,
  'verb' | 'kind' | 'namespace' | 'name' | 'subresource'
>;

/** In whose name a cluster is asked about rights, and how calls are made. */
export interface Identity {
  /** Equal for callers with the same rights there: part of `rightsKey`. */
  readonly key: string;
  /** Put on calls made in the user's name; absent: the shared credential. */
  readonly viewer?: Viewer;
  /** Subject of a SubjectAccessReview; absent: the credential in use is asked about itself. */
  readonly subject?: {
    readonly user: string;
    readonly groups?: readonly string[];
  };
  /** True when rights must be asked before the shared credential shows or does something for the caller. */
  readonly reviewed: boolean;
}

/**
 * Rights in the cluster's own RBAC.
 * Answers are kept for 30 s, at most 50 000 of them; failures to ask are not kept.
 */
export interface KubernetesAccess {
  /** Throws `UNAUTHORIZED` (`details.tokenProvider` names it) when the cluster wants a token that the caller did not send, `FORBIDDEN` when he is nobody there. */
  identify(caller: Caller, cluster: ManagedCluster): Promise<Identity>;
  /** May `identity` do this? Throws a `ClusterError` when the cluster cannot be asked. */
  may(
    cluster: ManagedCluster,
    identity: Identity,
    question: RightsQuestion,
  ): Promise<boolean>;
  /** May the credential that watches do this? The same as `may`, without the caller where the credential is shared. */
  mayWatch(
    cluster: ManagedCluster,
    identity: Identity,
    question: RightsQuestion,
  ): Promise<boolean>;
}

export interface KubernetesAccessOptions {
  readonly accessOf: (clusterName: string) => ClusterAccess;
  readonly users: KubernetesUsers;
}

/** The credential of the portal, whoever asks. */
const portalIdentity: Identity = { key: 'portal', reviewed: false };

const KEEP_MS = 30_000;
const MAX_ANSWERS = 50_000;
const REVIEW_TIMEOUT_MS = 5_000;

export function createKubernetesAccess(
  options: KubernetesAccessOptions,
): KubernetesAccess {
  const answers = new LRUCache<string, Promise<boolean>>({
    max: MAX_ANSWERS,
    ttl: KEEP_MS,
  });

  return {
    identify: async (caller, cluster) =>
      cluster.credentials === 'viewer'
        ? ownIdentity(caller, cluster)
        : sharedIdentity(caller, cluster),
    may: ask,
    mayWatch: (cluster, identity, question) =>
      ask(
        cluster,
        cluster.credentials === 'viewer' ? identity : portalIdentity,
        question,
      ),
  };

  async function sharedIdentity(
    caller: Caller,
    cluster: ManagedCluster,
  ): Promise<Identity> {
    const access = options.accessOf(cluster.name);
    if (access.check === 'none') {
      return portalIdentity;
    }
    const user = await options.users.userOf(caller, access);
    const key = stableHash([access.check, user]);
    return access.check === 'impersonate'
      ? { key, viewer: { impersonate: user }, reviewed: true }
      : { key, subject: user, reviewed: true };
  }

  function ask(
    cluster: ManagedCluster,
    identity: Identity,
    question: RightsQuestion,
  ): Promise<boolean> {
    const { group, plural } = question.kind;
    const key = stableHash([
      cluster.name,
      identity.key,
      question.verb,
      group,
      plural,
      question.subresource,
      question.namespace,
      question.name,
    ]);
    const kept = answers.get(key);
    if (kept) {
      return kept;
    }
    const answer = cluster.connection
      .accessReview({
        ...question,
        ...identity.subject,
        ...(identity.viewer && { viewer: identity.viewer }),
        timeoutMs: REVIEW_TIMEOUT_MS,
      })
      .then(
        ({ allowed }) => allowed,
        error => {
          answers.delete(key);
          throw error;
        },
      );
    answers.set(key, answer);
    return answer;
  }
}

function ownIdentity(caller: Caller, cluster: ManagedCluster): Identity {
  const provider = tokenProviderOf(cluster.viewerProvider ?? '');
  const token = clusterTokenFor(caller.clusterTokens, provider);
  if (token === undefined) {
    throw new ClustersError(
      `Cluster ${cluster.name} shows only what you may see yourself: sign in with ${provider}`,
      { code: 'UNAUTHORIZED', details: { tokenProvider: provider } },
    );
  }
  return {
    key: stableHash([caller.userEntityRef, token]),
    viewer: { token },
    reviewed: false,
  };
}

import type {
  KindRef,
  ManagedCluster,
  Viewer,
} from '@orrery/backstage-plugin-clusters-node';
import { toErrorAnswer } from '../errors/toErrorAnswer';
import type { Caller } from './Caller';
import type { Identity, KubernetesAccess } from './createKubernetesAccess';
import type { PortalDecision } from './createPortalAccess';
import { findReadableNamespaces } from './findReadableNamespaces';
import { resolveKind } from './resolveKind';
import { stableHash } from './stableHash';

/** How one cluster's part of a query is answered for one caller. */
export type ListPlan = OpenPlan | ClosedPlan;

export interface OpenPlan {
  readonly kind: 'open';
  readonly target: KindRef;
  /** What to watch: everything, or these namespaces one by one where the credential may not list everything. */
  readonly scopes: readonly (string | undefined)[];
  /** Set where the watch runs with the caller's own token and must not be shared. */
  readonly own?: { readonly key: string; readonly viewer: Viewer };
  /** Equal for callers that may see the same rows. */
  readonly rightsKey: string;
  allows(row: { readonly namespace?: string }): boolean;
  /** What is left out, in words; absent when nothing is. */
  readonly cause?: string;
  readonly forbiddenNamespaces?: readonly string[];
}

export interface ClosedPlan {
  readonly kind: 'closed';
  /** `hidden`: not asked for by name and not the caller's business; it is not mentioned. */
  readonly state: 'forbidden' | 'failed' | 'hidden';
  readonly cause: string;
  /** True when the rights could not be found out: what was allowed a moment ago may stay. */
  readonly transient: boolean;
  /** The caller's own token is missing: whose. */
  readonly tokenProvider?: string;
}

export interface ListQuestion {
  readonly cluster: ManagedCluster;
  readonly kind: string;
  /** Empty: all. */
  readonly namespaces: readonly string[];
  /** False when the caller asked for every cluster. */
  readonly named: boolean;
}

/** Decides what of a kind in a cluster the caller may see. Never rejects; costs at most a few reviews, mostly cached. */
export async function planList(
  access: KubernetesAccess,
  decision: PortalDecision,
  caller: Caller,
  question: ListQuestion,
): Promise<ListPlan> {
  const { cluster } = question;
  try {
    const target = await resolveKind(cluster, question.kind, async () => {
      const { viewer } = await access.identify(caller, cluster);
      return viewer;
    });
    if (target === undefined) {
      return closed('failed', `${question.kind} is not served`);
    }
    if (decision.beforehand(cluster.name, target.kind) === 'never') {
      return closed(
        question.named ? 'forbidden' : 'hidden',
        `list ${target.plural}: the portal's permission policy does not allow it`,
      );
    }
    const identity = await access.identify(caller, cluster);
    return await planOpen(access, decision, identity, question, target);
  } catch (thrown) {
    const answer = toErrorAnswer(thrown);
    const refused =
      answer.code === 'FORBIDDEN' || answer.code === 'UNAUTHORIZED';
    const tokenProvider = answer.details?.tokenProvider;
    return {
      ...closed(refused ? 'forbidden' : 'failed', answer.message, !refused),
      ...(tokenProvider !== undefined && { tokenProvider }),
    };
  }
}

async function planOpen(
  access: KubernetesAccess,
  decision: PortalDecision,
  identity: Identity,
  question: ListQuestion,
  target: KindRef,
): Promise<ListPlan> {
  const { cluster, namespaces } = question;
  const readable = await findReadableNamespaces(
    access,
    identity,
    question,
    target,
  );
  if (readable.kind === 'none') {
    return closed('forbidden', readable.cause);
  }
  const allowed =
    readable.kind === 'some' ? new Set(readable.namespaces) : undefined;
  const portal = new Map<string, boolean>();
  const portalAllows = (namespace?: string) => {
    const key = namespace ?? '';
    let answer = portal.get(key);
    if (answer === undefined) {
      answer = decision.allows({
        cluster: cluster.name,
        kind: target.kind,
        ...(namespace !== undefined && { namespace }),
      });
      portal.set(key, answer);
    }
    return answer;
  };
  const left = namespaces.filter(
    namespace => target.namespaced && !portalAllows(namespace),
  );
  const forbidden = [
    ...new Set([...(readable.forbiddenNamespaces ?? []), ...left]),
  ].sort();
  return {
    kind: 'open',
    target,
    scopes: readable.scopes,
    ...(cluster.credentials === 'viewer' &&
      identity.viewer && {
        own: { key: identity.key, viewer: identity.viewer },
      }),
    rightsKey: stableHash([
      decision.key,
      cluster.credentials === 'viewer' ? identity.key : '',
      allowed ? [...allowed].sort() : 'all',
    ]),
    allows: ({ namespace }) =>
      (allowed === undefined ||
        (namespace !== undefined && allowed.has(namespace))) &&
      portalAllows(namespace),
    ...(readable.cause !== undefined && { cause: readable.cause }),
    ...(forbidden.length > 0 && { forbiddenNamespaces: forbidden }),
  };
}

function closed(
  state: ClosedPlan['state'],
  cause: string,
  transient = false,
): ClosedPlan {
  return { kind: 'closed', state, cause, transient };
}

import type {
  AuthService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Impersonation } from '@orrery/backstage-plugin-clusters-node';
import { LRUCache } from 'lru-cache';
import { ClustersError } from '../errors/ClustersError';
import type { Caller } from './Caller';
import type { ClusterAccess } from './ClusterAccess';

/** Finds who a signed-in user is to a cluster. */
export interface KubernetesUsers {
  /** Throws `FORBIDDEN` with the reason when the user is nobody there. Answers are kept for 60 s. */
  userOf(caller: Caller, access: ClusterAccess): Promise<Impersonation>;
}

export interface KubernetesUsersOptions {
  readonly auth: AuthService;
  readonly userInfo: UserInfoService;
  readonly catalog: Pick<CatalogService, 'getEntityByRef'>;
}

const KEEP_MS = 60_000;
const MAX_USERS = 5_000;

export function createKubernetesUsers(
  options: KubernetesUsersOptions,
): KubernetesUsers {
  const known = new LRUCache<string, Impersonation>({
    max: MAX_USERS,
    ttl: KEEP_MS,
  });

  return {
    async userOf(caller, access) {
      const { userEntityRef } = caller;
      if (userEntityRef === undefined) {
        throw nobody('only signed-in users have rights in this cluster');
      }
      const key = JSON.stringify([
        userEntityRef,
        access.userFrom,
        access.userPrefix,
        access.groupPrefix,
      ]);
      const kept = known.get(key);
      if (kept) {
        return kept;
      }
      const [name, info] = await Promise.all([
        nameOf(userEntityRef, access.userFrom),
        options.userInfo.getUserInfo(caller.credentials),
      ]);
      const user = `${access.userPrefix}${name}`;
      if (user.startsWith('system:')) {
        throw nobody(`the name ${user} is reserved to Kubernetes`);
      }
      const groups = info.ownershipEntityRefs
        .map(ref => parseEntityRef(ref))
        .filter(ref => ref.kind.toLocaleLowerCase('en-US') === 'group')
        .map(ref => `${access.groupPrefix}${localName(ref)}`)
        .filter(group => !group.startsWith('system:'));
      const found = { user, groups };
      known.set(key, found);
      return found;
    },
  };

  async function nameOf(
    userEntityRef: string,
    userFrom: ClusterAccess['userFrom'],
  ): Promise<string> {
    if (userFrom === 'name') {
      return localName(parseEntityRef(userEntityRef));
    }
    const entity = await options.catalog.getEntityByRef(userEntityRef, {
      credentials: await options.auth.getOwnServiceCredentials(),
    });
    const value =
      userFrom === 'email'
        ? emailOf(entity?.spec?.profile)
        : entity?.metadata.annotations?.[userFrom.slice('annotation:'.length)];
    if (value === undefined || value === '') {
      throw nobody(
        `${userEntityRef} has no ${
          userFrom === 'email' ? 'email' : userFrom.replace(':', ' ')
        } in the catalog`,
      );
    }
    return value;
  }
}

/** Entities of other namespaces keep theirs in the name: `user:other/jane` must not be taken for `user:default/jane`. */
function localName(ref: { namespace: string; name: string }): string {
  return ref.namespace === 'default'
    ? ref.name
    : `${ref.namespace}/${ref.name}`;
}

function emailOf(profile: unknown): string | undefined {
  if (typeof profile !== 'object' || profile === null) return undefined;
  return 'email' in profile && typeof profile.email === 'string'
    ? profile.email
    : undefined;
}

function nobody(reason: string): ClustersError {
  return new ClustersError(
    `The cluster cannot be asked about your rights: ${reason}`,
    { code: 'FORBIDDEN' },
  );
}

import type {
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  clustersClusterReadPermission,
  type ClustersObjectResource,
  RESOURCE_TYPE_CLUSTERS_OBJECT,
} from '@orrery/backstage-plugin-clusters-common';
import { ClustersError } from '../errors/ClustersError';
import type { Caller } from './Caller';
import { type Beforehand, decideBeforehand } from './decideBeforehand';
import { clustersObjectRef } from './rules';
import { stableHash } from './stableHash';

/** A decision of the portal's permission policy on objects, evaluated in memory. */
export interface PortalDecision {
  /** Equal for decisions that allow the same objects. */
  readonly key: string;
  beforehand(cluster: string, kind: string): Beforehand;
  allows(resource: ClustersObjectResource): boolean;
}

/** The portal's permissions: who may see clusters, and which objects. */
export interface PortalAccess {
  /** Throws `FORBIDDEN`. */
  requireClusterRead(caller: Caller): Promise<void>;
  /** Throws `FORBIDDEN` when the policy denies every object. */
  decide(
    caller: Caller,
    permission: ResourcePermission<typeof RESOURCE_TYPE_CLUSTERS_OBJECT>,
  ): Promise<PortalDecision>;
}

export interface PortalAccessOptions {
  readonly permissions: PermissionsService;
  readonly permissionsRegistry: PermissionsRegistryService;
}

export function createPortalAccess(options: PortalAccessOptions): PortalAccess {
  const { permissions, permissionsRegistry } = options;

  return {
    async requireClusterRead({ credentials }) {
      const [{ result }] = await permissions.authorize(
        [{ permission: clustersClusterReadPermission }],
        { credentials },
      );
      if (result !== AuthorizeResult.ALLOW) {
        throw notAllowed(clustersClusterReadPermission.name);
      }
    },
    async decide({ credentials }, permission) {
      const [decision] = await permissions.authorizeConditional(
        [{ permission }],
        { credentials },
      );
      if (decision.result === AuthorizeResult.DENY) {
        throw notAllowed(permission.name);
      }
      return toPortalDecision(decision);
    },
  };

  function toPortalDecision(decision: PolicyDecision): PortalDecision {
    const authorize = createConditionAuthorizer(
      permissionsRegistry.getPermissionRuleset(clustersObjectRef),
    );
    const { pluginId, resourceType } = clustersObjectRef;
    return {
      key: stableHash(decision),
      beforehand: (cluster, kind) =>
        decideBeforehand(decision, { cluster, kind }, (condition, resource) =>
          authorize(
            {
              result: AuthorizeResult.CONDITIONAL,
              pluginId,
              resourceType,
              conditions: condition,
            },
            resource,
          ),
        ),
      allows: resource => authorize(decision, resource),
    };
  }
}

function notAllowed(permission: string): ClustersError {
  return new ClustersError(
    `The portal's permission policy does not allow ${permission} for you`,
    { code: 'FORBIDDEN' },
  );
}

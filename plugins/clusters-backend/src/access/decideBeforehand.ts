import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import type { ClustersObjectResource } from '@orrery/backstage-plugin-clusters-common';

export type Beforehand = 'always' | 'never' | 'depends';

/**
 * What a decision says about all objects of one kind in one cluster, before any namespace is known: `never` saves a
 * watch and names the cluster as forbidden, `always` saves the check of each row. `apply` evaluates one condition on a
 * resource without namespace; it is only asked about rules that do not look at the namespace.
 */
export function decideBeforehand(
  decision: PolicyDecision,
  resource: ClustersObjectResource,
  apply: (
    condition: PermissionCondition,
    resource: ClustersObjectResource,
  ) => boolean,
): Beforehand {
  switch (decision.result) {
    case AuthorizeResult.ALLOW:
      return 'always';
    case AuthorizeResult.DENY:
      return 'never';
    default:
      return evaluate(decision.conditions);
  }

  function evaluate(
    criteria: PermissionCriteria<PermissionCondition>,
  ): Beforehand {
    if (isAndCriteria(criteria)) {
      return all(criteria.allOf.map(evaluate));
    }
    if (isOrCriteria(criteria)) {
      return not(all(criteria.anyOf.map(part => not(evaluate(part)))));
    }
    if (isNotCriteria(criteria)) {
      return not(evaluate(criteria.not));
    }
    if (criteria.rule !== 'IS_CLUSTER' && criteria.rule !== 'IS_KIND') {
      return 'depends';
    }
    return apply(criteria, resource) ? 'always' : 'never';
  }
}

function all(parts: readonly Beforehand[]): Beforehand {
  if (parts.includes('never')) return 'never';
  return parts.includes('depends') ? 'depends' : 'always';
}

function not(part: Beforehand): Beforehand {
  if (part === 'depends') return 'depends';
  return part === 'always' ? 'never' : 'always';
}

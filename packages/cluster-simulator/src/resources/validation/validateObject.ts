import type { KubernetesObject } from '@orrery/kubernetes-model';
import { limitRangeRules } from '../../admission/limit-ranges/limitRangeRules';
import { quotaProblems } from '../../admission/quota/quotaProblems';
import { autoscalerProblems } from '../../controllers/autoscaling/autoscalerProblems';
import { budgetProblems } from '../../controllers/disruption/budgetProblems';
import { definitionProblems } from '../../custom-resources/definitionProblems';
import { valueProblems } from '../../custom-resources/valueProblems';
import { FieldProblem, invalid } from '../../status/statusErrors';
import type { ResourceId } from '../../store/ClusterStore';
import { applyDefaults } from '../applyDefaults';
import type { ResourceDefinition } from '../ResourceDefinition';
import {
  clusterRoleBindingProblems,
  roleBindingProblems,
  roleProblems,
} from './accessProblems';
import { claimProblems, storageClassProblems } from './claimProblems';
import { configMapProblems, secretProblems } from './dataProblems';
import { ingressProblems } from './ingressProblems';
import { metadataProblems } from './metadataProblems';
import { podProblems } from './podProblems';
import { serviceProblems } from './serviceProblems';
import {
  cronJobProblems,
  deploymentProblems,
  jobProblems,
  statefulSetProblems,
  workloadProblems,
} from './workloadProblems';

type Rule = (
  object: KubernetesObject,
  previous?: KubernetesObject,
) => readonly FieldProblem[];

const rulesOf: Readonly<Record<ResourceId, Rule>> = {
  pods: podProblems,
  services: serviceProblems,
  configmaps: configMapProblems,
  secrets: secretProblems,
  persistentvolumeclaims: claimProblems,
  resourcequotas: quotaProblems,
  limitranges: limitRangeRules,
  'deployments.apps': deploymentProblems,
  'replicasets.apps': workloadProblems,
  'statefulsets.apps': statefulSetProblems,
  'daemonsets.apps': workloadProblems,
  'jobs.batch': jobProblems,
  'cronjobs.batch': cronJobProblems,
  'ingresses.networking.k8s.io': ingressProblems,
  'roles.rbac.authorization.k8s.io': roleProblems,
  'clusterroles.rbac.authorization.k8s.io': roleProblems,
  'rolebindings.rbac.authorization.k8s.io': roleBindingProblems,
  'clusterrolebindings.rbac.authorization.k8s.io': clusterRoleBindingProblems,
  'storageclasses.storage.k8s.io': storageClassProblems,
  'customresourcedefinitions.apiextensions.k8s.io': definitionProblems,
  'horizontalpodautoscalers.autoscaling': autoscalerProblems,
  'poddisruptionbudgets.policy': budgetProblems,
};

/**
 * The rules that people meet most: names, what must be there, what is supported, and what may not change. `object` has
 * its defaults; what was stored with fewer is not changed by getting them.
 *
 * @throws StatusError Invalid with one cause per field.
 */
export function validateObject(
  definition: ResourceDefinition,
  object: KubernetesObject,
  previous?: KubernetesObject,
): void {
  const before = previous && applyDefaults(definition.storage, previous);
  const problems = [
    ...metadataProblems(definition, object, previous),
    ...(rulesOf[definition.storage]?.(object, before) ?? []),
    ...(definition.custom
      ? valueProblems(definition.custom.schema, object)
      : []),
  ];
  if (problems.length > 0)
    throw invalid(definition, object.metadata.name, problems);
}

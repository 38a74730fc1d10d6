/** The order in which Helm installs kinds; others come last, by name. Source: InstallOrder of Helm's release utilities. */
const installOrder = [
  'PriorityClass',
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodSecurityPolicy',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'SecretList',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleList',
  'ClusterRoleBinding',
  'ClusterRoleBindingList',
  'Role',
  'RoleList',
  'RoleBinding',
  'RoleBindingList',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
  'APIService',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
];
const ranks = new Map(installOrder.map((kind, index) => [kind, index]));

/** Compares kinds by when they are installed. */
export function compareInstallOrder(left: string, right: string): number {
  const [a, b] = [ranks.get(left), ranks.get(right)];
  if (a === undefined && b === undefined) {
    if (left === right) return 0;
    return left < right ? -1 : 1;
  }
  return (a ?? ranks.size) - (b ?? ranks.size);
}

/** Our own words for the fields that people ask about first; others are explained by their type alone. */
const descriptions: Readonly<Record<string, string>> = {
  'v1.Pod': 'One or more containers that run together on one node.',
  'v1.Deployment':
    'Keeps a number of equal pods running and replaces them step by step when their template changes.',
  'v1.ReplicaSet':
    'Keeps a number of equal pods running; usually owned by a Deployment.',
  'v1.StatefulSet':
    'Pods with stable names and storage, started and replaced in order.',
  'v1.DaemonSet': 'One pod on every matching node.',
  'v1.Job': 'Runs pods until enough of them succeed.',
  'v1.CronJob': 'Creates Jobs on a schedule.',
  'v1.Service': 'A stable address for a set of pods.',
  'v1.ConfigMap': 'Configuration that pods read.',
  'v1.Secret': 'Confidential data that pods read.',
  'v1.Namespace': 'A scope for names.',
  'v1.Node': 'A machine that runs pods.',
  'v1.Ingress': 'Routes HTTP from outside to services.',
  '*.metadata':
    'Name, labels, annotations and other facts about the object itself.',
  '*.spec': 'The state that is wanted.',
  '*.status': 'The state that was last observed; written by the cluster.',
  '*.apiVersion': 'Group and version of this representation.',
  '*.kind': 'The kind of this object.',
  'v1.DeploymentSpec.replicas': 'Number of pods wanted. Defaults to 1.',
  'v1.DeploymentSpec.selector':
    'Which pods belong to the Deployment. Must match the labels of the template and cannot be changed.',
  'v1.DeploymentSpec.template': 'The pods that will be created.',
  'v1.DeploymentSpec.strategy': 'How old pods are replaced by new ones.',
  'v1.DeploymentSpec.minReadySeconds':
    'How long a new pod must be ready before it counts as available. Defaults to 0.',
  'v1.DeploymentSpec.revisionHistoryLimit':
    'How many old ReplicaSets are kept to roll back to. Defaults to 10.',
  'v1.DeploymentSpec.paused': 'Whether the rollout is paused.',
  'v1.DeploymentSpec.progressDeadlineSeconds':
    'After how many seconds without progress a rollout counts as failed. Defaults to 600.',
  'v1.PodSpec.containers':
    'The containers of the pod; at least one. The list cannot be changed.',
  'v1.PodSpec.initContainers':
    'Containers that run to completion, in order, before the others start.',
  'v1.PodSpec.nodeName': 'The node that runs the pod; set by the scheduler.',
  'v1.PodSpec.restartPolicy': 'Always, OnFailure or Never. Defaults to Always.',
  'v1.PodSpec.serviceAccountName': 'The ServiceAccount that the pod acts as.',
  'v1.Container.image': 'The image to run.',
  'v1.Container.resources':
    'What the container requests and the limits it may not pass.',
  'v1.Container.imagePullPolicy': 'Always, IfNotPresent or Never.',
};

export function describeField(
  schema: string,
  field: string,
): { readonly description?: string } {
  const path = field ? `${schema}.${field}` : schema;
  const description =
    descriptions[path] ?? (field ? descriptions[`*.${field}`] : undefined);
  return description ? { description } : {};
}

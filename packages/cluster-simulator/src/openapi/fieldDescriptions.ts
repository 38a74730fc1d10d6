import { kindDescriptions } from './kindDescriptions';

/** Our own words for the fields that people ask about first; others are explained by their type alone. */
const descriptions: Readonly<Record<string, string>> = {
  ...kindDescriptions,
  '*.metadata':
    'Name, labels, annotations and other facts about the object itself.',
  '*.spec': 'The state that is wanted.',
  '*.status': 'The state that was last observed; written by the cluster.',
  '*.apiVersion': 'Group and version of this representation.',
  '*.kind': 'The kind of this object.',
  '*.annotations': 'Free facts about the object, for tools and people.',
  '*.labels': 'Facts by which objects are selected.',
  '*.name': 'A name, unique among its siblings.',
  '*.namespace': 'The scope of the name.',
  '*.ownerReferences':
    'The objects that this one belongs to; it goes with the last of them.',
  '*.finalizers': 'Who must agree before the object is gone.',
  '*.resourceVersion': 'Changes with every write of the object.',
  '*.generation': 'Counts the changes of what is wanted.',
  '*.uid': 'Tells objects apart that had the same name one after the other.',
  '*.creationTimestamp': 'When the object was made.',
  '*.deletionTimestamp': 'When the object will be, or was to be, deleted.',
  '*.managedFields': 'Who set which fields, for server-side apply.',
  '*.conditions': 'What holds at present, each with its reason and since when.',
  '*.observedGeneration': 'The generation that the status is about.',
  '*.selector': 'Which objects belong to this one.',
  '*.matchLabels': 'Labels that must be there with these values.',
  '*.matchExpressions': 'Requirements on labels; all must be met.',
  '*.template': 'The objects that will be created.',
  '*.replicas': 'How many pods.',
  '*.ports': 'The ports, with their protocols and names.',
  '*.protocol': 'TCP, UDP or SCTP.',
  '*.tolerations': 'Taints of nodes that do not matter.',
  '*.affinity': 'Near what, or far from what, pods shall run.',
  '*.nodeSelector': 'Labels that a node must have.',
  '*.requests': 'What is set aside.',
  '*.limits': 'What may not be passed.',
  '*.reason': 'One word for machines.',
  '*.message': 'A sentence for people.',
  '*.lastTransitionTime': 'When the status last changed.',
  '*.type': 'Which sort of it.',
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

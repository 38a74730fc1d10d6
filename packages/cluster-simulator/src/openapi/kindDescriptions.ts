/** Our own words for the kinds that are served, by the name of their schema. */
export const kindDescriptions: Readonly<Record<string, string>> = {
  'authentication.v1.TokenRequest':
    'Asks for a token that acts as a ServiceAccount for a while.',
  'core.v1.Event': 'Something that happened to an object, and how often.',
  'events.v1.Event': 'Something that happened to an object, and how often.',
  'v1.APIService':
    'Says which server answers for a group and version of the API.',
  'v1.CSIDriver': 'What a storage driver can do.',
  'v1.CSINode': 'The storage drivers that are installed on a node.',
  'v1.CSIStorageCapacity':
    'How much room a storage class has in one part of the cluster.',
  'v1.CertificateSigningRequest':
    'Asks for a certificate; somebody approves it and a signer issues it.',
  'v1.ClusterRole': 'Rules about what may be done in all namespaces.',
  'v1.ClusterRoleBinding':
    'Gives the rules of a ClusterRole to users, groups or accounts, everywhere.',
  'v1.ConfigMap': 'Configuration that pods read.',
  'v1.ControllerRevision':
    'A former state of a workload, kept so that it can be rolled back.',
  'v1.CronJob': 'Creates Jobs on a schedule.',
  'v1.CustomResourceDefinition':
    'Adds a kind of object to the API while the cluster runs.',
  'v1.DaemonSet': 'One pod on every matching node.',
  'v1.Deployment':
    'Keeps a number of equal pods running and replaces them step by step when their template changes.',
  'v1.DeviceClass': 'A sort of device that claims can ask for.',
  'v1.EndpointSlice': 'Some of the addresses behind a Service.',
  'v1.Endpoints': 'The addresses behind a Service, in the older form.',
  'v1.FlowSchema': 'Sorts requests to the API server into levels of priority.',
  'v1.HorizontalPodAutoscaler':
    'Changes the number of pods of a workload with their CPU usage.',
  'v1.IPAddress': 'An address that is taken, and by what.',
  'v1.Ingress': 'Routes HTTP from outside to services.',
  'v1.IngressClass': 'Which controller serves an Ingress.',
  'v1.Job': 'Runs pods until enough of them succeed.',
  'v1.Lease':
    'A lock with a time limit: for the election of a leader, or a sign of life.',
  'v1.LimitRange':
    'Defaults and bounds for the resources of pods and claims in a namespace.',
  'v1.LocalSubjectAccessReview':
    'Asks whether somebody may do something in one namespace.',
  'v1.MutatingWebhookConfiguration':
    'Web hooks that change objects before they are stored.',
  'v1.Namespace': 'A scope for names.',
  'v1.NetworkPolicy':
    'Which connections the pods of a namespace accept and make.',
  'v1.Node': 'A machine that runs pods.',
  'v1.PersistentVolume': 'A piece of storage in the cluster.',
  'v1.PersistentVolumeClaim': 'Asks for a piece of storage.',
  'v1.Pod': 'One or more containers that run together on one node.',
  'v1.PodDisruptionBudget':
    'How many pods of a set must stay when others are evicted on purpose.',
  'v1.PodTemplate': 'A description of pods to create.',
  'v1.PriorityClass': 'A named priority for pods.',
  'v1.PriorityLevelConfiguration':
    'How much of the API server the requests of one level may take.',
  'v1.ReplicaSet':
    'Keeps a number of equal pods running; usually owned by a Deployment.',
  'v1.ReplicationController':
    'Keeps a number of equal pods running; older than ReplicaSet.',
  'v1.ResourceClaim': 'Asks for devices for pods.',
  'v1.ResourceClaimTemplate': 'Makes a ResourceClaim for every pod.',
  'v1.ResourceQuota': 'Bounds what a namespace may use altogether.',
  'v1.ResourceSlice': 'Devices that a driver offers on a node.',
  'v1.Role': 'Rules about what may be done in a namespace.',
  'v1.RoleBinding':
    'Gives the rules of a role to users, groups or accounts in a namespace.',
  'v1.RuntimeClass': 'A way to run containers that pods can choose.',
  'v1.Secret': 'Confidential data that pods read.',
  'v1.SelfSubjectAccessReview':
    'Asks whether the asking user may do something.',
  'v1.SelfSubjectReview': 'Asks who the asking user is.',
  'v1.SelfSubjectRulesReview':
    'Asks what the asking user may do in a namespace.',
  'v1.Service': 'A stable address for a set of pods.',
  'v1.ServiceAccount': 'An identity for the processes in pods.',
  'v1.ServiceCIDR': 'A range of addresses for services.',
  'v1.StatefulSet':
    'Pods with stable names and storage, started and replaced in order.',
  'v1.StorageClass': 'A sort of storage that claims can ask for.',
  'v1.SubjectAccessReview': 'Asks whether somebody may do something.',
  'v1.TokenReview': 'Asks whom a token stands for.',
  'v1.ValidatingAdmissionPolicy':
    'Rules in CEL that objects must meet before they are stored.',
  'v1.ValidatingAdmissionPolicyBinding':
    'Where a ValidatingAdmissionPolicy holds, and with which parameters.',
  'v1.ValidatingWebhookConfiguration':
    'Web hooks that accept or refuse objects before they are stored.',
  'v1.VolumeAttachment': 'Attaches a volume to a node.',
  'v1.VolumeAttributesClass':
    'Attributes of a volume that can change while it is used.',
  'v1beta1.NodeMetrics': 'What a node uses at present.',
  'v1beta1.PodMetrics': 'What the containers of a pod use at present.',
  'v2.HorizontalPodAutoscaler':
    'Changes the number of pods of a workload with what they use.',
};

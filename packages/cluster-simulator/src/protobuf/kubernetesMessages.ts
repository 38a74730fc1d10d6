import type { MessageFields } from './decodeMessage';
import { podMessages } from './podMessages';

const standard = '1:metadata:ObjectMeta 3:status:- 2:spec:';

const parsed = new Map<string, MessageFields>();

/**
 * `number:name:type` per field; types: `s` (or none) string, `i` integer, `b` boolean, `y` bytes, `q` Quantity, `t` Time,
 * `x` IntOrString, `[]type`, `{type}` (string keys), a message, `^message` (its fields are those of the holder in JSON), or `-`: the
 * server sets it itself, whatever is sent. With `!` it is a pointer in Go: written when set only, so that zero, false
 * and an empty message count. Source: generated.proto of k8s.io/api and apimachinery.
 */
const messages: Readonly<Record<string, string>> = {
  ...podMessages,
  Unknown: '1:typeMeta:TypeMeta 2:raw:y 3:contentEncoding 4:contentType',
  TypeMeta: '1:apiVersion 2:kind',
  Time: '1:seconds:i 2:nanos:i',
  Quantity: '1:string',
  IntOrString: '1:type:i 2:intVal:i 3:strVal',
  ObjectMeta:
    '1:name 2:generateName 3:namespace 5:uid 6:resourceVersion 7:generation:i 8:creationTimestamp:t 9:deletionTimestamp:t ' +
    '10:deletionGracePeriodSeconds:i 11:labels:{s} 12:annotations:{s} 13:ownerReferences:[]OwnerReference 14:finalizers:[]s ' +
    '4:selfLink:- 17:managedFields:-',
  OwnerReference:
    '1:kind 3:name 4:uid 5:apiVersion 6:controller:b 7:blockOwnerDeletion:b',
  LabelSelector:
    '1:matchLabels:{s} 2:matchExpressions:[]LabelSelectorRequirement',
  LabelSelectorRequirement: '1:key 2:operator 3:values:[]s',
  DeleteOptions:
    '1:gracePeriodSeconds:i! 2:preconditions:Preconditions 3:orphanDependents:b 4:propagationPolicy 5:dryRun:[]s',
  Preconditions: '1:uid 2:resourceVersion',
  ConfigMap: '1:metadata:ObjectMeta 2:data:{s} 3:binaryData:{y} 4:immutable:b',
  Secret:
    '1:metadata:ObjectMeta 2:data:{y} 3:type 4:stringData:{s} 5:immutable:b',
  Namespace: `${standard}NamespaceSpec`,
  NamespaceSpec: '1:finalizers:[]s',
  ServiceAccount:
    '1:metadata:ObjectMeta 2:secrets:[]ObjectReference 3:imagePullSecrets:[]LocalObjectReference',
  ObjectReference:
    '1:kind 2:namespace 3:name 4:uid 5:apiVersion 6:resourceVersion 7:fieldPath',
  LocalObjectReference: '1:name',
  Service: `${standard}ServiceSpec`,
  ServiceSpec:
    '1:ports:[]ServicePort 2:selector:{s} 3:clusterIP 4:type 5:externalIPs:[]s 7:sessionAffinity 8:loadBalancerIP ' +
    '10:externalName 11:externalTrafficPolicy 18:clusterIPs:[]s',
  ServicePort: '1:name 2:protocol 3:port:i 4:targetPort:x 5:nodePort:i',
  Pod: `${standard}PodSpec`,
  Deployment: `${standard}DeploymentSpec`,
  DeploymentSpec:
    '1:replicas:i! 2:selector:LabelSelector 3:template:PodTemplateSpec 4:strategy:DeploymentStrategy 5:minReadySeconds:i ' +
    '6:revisionHistoryLimit:i! 7:paused:b 9:progressDeadlineSeconds:i!',
  DeploymentStrategy: '1:type 2:rollingUpdate:RollingUpdateDeployment',
  RollingUpdateDeployment: '1:maxUnavailable:x 2:maxSurge:x',
  Job: `${standard}JobSpec`,
  JobSpec:
    '1:parallelism:i! 2:completions:i! 3:activeDeadlineSeconds:i! 4:selector:LabelSelector 5:manualSelector:b! 6:template:PodTemplateSpec ' +
    '7:backoffLimit:i! 8:ttlSecondsAfterFinished:i! 9:completionMode 10:suspend:b! 14:podReplacementPolicy',
  CronJob: `${standard}CronJobSpec`,
  CronJobSpec:
    '1:schedule 2:startingDeadlineSeconds:i! 3:concurrencyPolicy 4:suspend:b! 5:jobTemplate:JobTemplateSpec ' +
    '6:successfulJobsHistoryLimit:i! 7:failedJobsHistoryLimit:i! 8:timeZone',
  JobTemplateSpec: `${standard}JobSpec`,
  'autoscaling/v2.HorizontalPodAutoscaler': `${standard}HorizontalPodAutoscalerSpecV2`,
  HorizontalPodAutoscalerSpecV2:
    '1:scaleTargetRef:CrossVersionObjectReference 2:minReplicas:i 3:maxReplicas:i 4:metrics:[]MetricSpec',
  MetricSpec: '1:type 4:resource:ResourceMetricSource',
  ResourceMetricSource: '1:name 2:target:MetricTarget',
  MetricTarget: '1:type 2:value:q 3:averageValue:q 4:averageUtilization:i',
  HorizontalPodAutoscaler: `${standard}HorizontalPodAutoscalerSpec`,
  HorizontalPodAutoscalerSpec:
    '1:scaleTargetRef:CrossVersionObjectReference 2:minReplicas:i 3:maxReplicas:i 4:targetCPUUtilizationPercentage:i',
  CrossVersionObjectReference: '1:kind 2:name 3:apiVersion',
  Ingress: `${standard}IngressSpec`,
  IngressSpec:
    '1:defaultBackend:IngressBackend 2:tls:[]IngressTLS 3:rules:[]IngressRule 4:ingressClassName',
  IngressBackend: '4:service:IngressServiceBackend',
  IngressServiceBackend: '1:name 2:port:ServiceBackendPort',
  ServiceBackendPort: '1:name 2:number:i',
  IngressTLS: '1:hosts:[]s 2:secretName',
  IngressRule: '1:host 2:http:HTTPIngressRuleValue',
  HTTPIngressRuleValue: '1:paths:[]HTTPIngressPath',
  HTTPIngressPath: '1:path 2:backend:IngressBackend 3:pathType',
  PodDisruptionBudget: `${standard}PodDisruptionBudgetSpec`,
  PodDisruptionBudgetSpec:
    '1:minAvailable:x 2:selector:LabelSelector 3:maxUnavailable:x',
  PriorityClass:
    '1:metadata:ObjectMeta 2:value:i 3:globalDefault:b 4:description 5:preemptionPolicy',
  ResourceQuota: `${standard}ResourceQuotaSpec`,
  ResourceQuotaSpec: '1:hard:{q} 2:scopes:[]s',
  Role: '1:metadata:ObjectMeta 2:rules:[]PolicyRule',
  ClusterRole: '1:metadata:ObjectMeta 2:rules:[]PolicyRule',
  PolicyRule:
    '1:verbs:[]s 2:apiGroups:[]s 3:resources:[]s 4:resourceNames:[]s 5:nonResourceURLs:[]s',
  RoleBinding: '1:metadata:ObjectMeta 2:subjects:[]Subject 3:roleRef:RoleRef',
  ClusterRoleBinding:
    '1:metadata:ObjectMeta 2:subjects:[]Subject 3:roleRef:RoleRef',
  Subject: '1:kind 2:apiGroup 3:name 4:namespace',
  RoleRef: '1:apiGroup 2:kind 3:name',
  SelfSubjectAccessReview: `${standard}AccessReviewSpec`,
  SubjectAccessReview: `${standard}SubjectAccessReviewSpec`,
  LocalSubjectAccessReview: `${standard}SubjectAccessReviewSpec`,
  AccessReviewSpec:
    '1:resourceAttributes:ResourceAttributes 2:nonResourceAttributes:NonResourceAttributes',
  SubjectAccessReviewSpec:
    '1:resourceAttributes:ResourceAttributes 2:nonResourceAttributes:NonResourceAttributes 3:user 4:groups:[]s 6:uid',
  ResourceAttributes:
    '1:namespace 2:verb 3:group 4:version 5:resource 6:subresource 7:name',
  NonResourceAttributes: '1:path 2:verb',
  SelfSubjectRulesReview: `${standard}RulesReviewSpec`,
  RulesReviewSpec: '1:namespace',
  SelfSubjectReview: '1:metadata:ObjectMeta',
  TokenReview: `${standard}TokenReviewSpec`,
  TokenReviewSpec: '1:token 2:audiences:[]s',
  TokenRequest: `${standard}TokenRequestSpec`,
  TokenRequestSpec: '1:audiences:[]s 4:expirationSeconds:i',
  Eviction: '1:metadata:ObjectMeta 2:deleteOptions:DeleteOptions',
  Scale: `${standard}ScaleSpec`,
  ScaleSpec: '1:replicas:i',
};

/** Fields of a message by its name; parsed when first asked for. */
export function kubernetesMessage(name: string): MessageFields | undefined {
  const known = parsed.get(name);
  if (known) return known;
  if (!Object.hasOwn(messages, name)) return undefined;
  const fields = new Map(
    messages[name].split(' ').map(word => {
      const [number, field, type = 's'] = word.split(':');
      return [Number(number), { name: field, type }];
    }),
  );
  parsed.set(name, fields);
  return fields;
}

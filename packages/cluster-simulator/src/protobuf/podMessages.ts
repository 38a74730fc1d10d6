/** The messages of a pod's specification, written as `kubernetesMessages` says. Source: generated.proto of k8s.io/api/core/v1. */
export const podMessages: Readonly<Record<string, string>> = {
  PodTemplateSpec: '1:metadata:ObjectMeta 2:spec:PodSpec',
  PodSpec:
    '1:volumes:[]Volume 2:containers:[]Container 3:restartPolicy 4:terminationGracePeriodSeconds:i! 5:activeDeadlineSeconds:i! ' +
    '6:dnsPolicy 7:nodeSelector:{s} 8:serviceAccountName 9:serviceAccount 10:nodeName 11:hostNetwork:b 12:hostPID:b 13:hostIPC:b ' +
    '14:securityContext:PodSecurityContext! 15:imagePullSecrets:[]LocalObjectReference 16:hostname 17:subdomain 18:affinity:Affinity ' +
    '19:schedulerName 20:initContainers:[]Container 21:automountServiceAccountToken:b! 22:tolerations:[]Toleration ' +
    '24:priorityClassName 25:priority:i! 27:shareProcessNamespace:b! 29:runtimeClassName 30:enableServiceLinks:b! 31:preemptionPolicy ' +
    '32:overhead:{q} 33:topologySpreadConstraints:[]TopologySpreadConstraint 34:ephemeralContainers:[]EphemeralContainer',
  Container:
    '1:name 2:image 3:command:[]s 4:args:[]s 5:workingDir 6:ports:[]ContainerPort 7:env:[]EnvVar 8:resources:ResourceRequirements ' +
    '9:volumeMounts:[]VolumeMount 10:livenessProbe:Probe 11:readinessProbe:Probe 12:lifecycle:Lifecycle 13:terminationMessagePath ' +
    '14:imagePullPolicy 15:securityContext:SecurityContext 16:stdin:b 17:stdinOnce:b 18:tty:b 19:envFrom:[]EnvFromSource ' +
    '20:terminationMessagePolicy 22:startupProbe:Probe 24:restartPolicy',
  EphemeralContainer: '1:-:^Container 2:targetContainerName',
  ContainerPort: '1:name 2:hostPort:i 3:containerPort:i 4:protocol 5:hostIP',
  EnvVar: '1:name 2:value 3:valueFrom:EnvVarSource',
  EnvVarSource:
    '1:fieldRef:ObjectFieldSelector 2:resourceFieldRef:ResourceFieldSelector 3:configMapKeyRef:KeySelector 4:secretKeyRef:KeySelector',
  ObjectFieldSelector: '1:apiVersion 2:fieldPath',
  ResourceFieldSelector: '1:containerName 2:resource 3:divisor:q',
  KeySelector: '1:-:^LocalObjectReference 2:key 3:optional:b!',
  EnvFromSource: '1:prefix 2:configMapRef:EnvSource 3:secretRef:EnvSource',
  EnvSource: '1:-:^LocalObjectReference 2:optional:b!',
  Probe:
    '1:-:^Handler 2:initialDelaySeconds:i 3:timeoutSeconds:i 4:periodSeconds:i 5:successThreshold:i 6:failureThreshold:i ' +
    '7:terminationGracePeriodSeconds:i!',
  Handler:
    '1:exec:ExecAction 2:httpGet:HTTPGetAction 3:tcpSocket:TCPSocketAction 4:grpc:GRPCAction',
  ExecAction: '1:command:[]s',
  HTTPGetAction: '1:path 2:port:x 3:host 4:scheme 5:httpHeaders:[]HTTPHeader',
  HTTPHeader: '1:name 2:value',
  TCPSocketAction: '1:port:x 2:host',
  GRPCAction: '1:port:i 2:service',
  Lifecycle: '1:postStart:LifecycleHandler 2:preStop:LifecycleHandler',
  LifecycleHandler:
    '1:exec:ExecAction 2:httpGet:HTTPGetAction 3:tcpSocket:TCPSocketAction 4:sleep:SleepAction',
  SleepAction: '1:seconds:i',
  ResourceRequirements: '1:limits:{q} 2:requests:{q}',
  VolumeMount:
    '1:name 2:readOnly:b 3:mountPath 4:subPath 5:mountPropagation 6:subPathExpr',
  SecurityContext:
    '1:capabilities:Capabilities 2:privileged:b! 4:runAsUser:i! 5:runAsNonRoot:b! 6:readOnlyRootFilesystem:b! ' +
    '7:allowPrivilegeEscalation:b! 8:runAsGroup:i! 11:seccompProfile:SeccompProfile',
  Capabilities: '1:add:[]s 2:drop:[]s',
  SeccompProfile: '1:type 2:localhostProfile',
  PodSecurityContext:
    '2:runAsUser:i! 3:runAsNonRoot:b! 4:supplementalGroups:[]i 5:fsGroup:i! 6:runAsGroup:i! 9:fsGroupChangePolicy ' +
    '10:seccompProfile:SeccompProfile',
  Toleration: '1:key 2:operator 3:value 4:effect 5:tolerationSeconds:i!',
  Volume: '1:name 2:-:^VolumeSource',
  VolumeSource:
    '1:hostPath:HostPathVolumeSource 2:emptyDir:EmptyDirVolumeSource! 6:secret:SecretVolumeSource ' +
    '10:persistentVolumeClaim:PersistentVolumeClaimVolumeSource 19:configMap:ConfigMapVolumeSource',
  HostPathVolumeSource: '1:path 2:type',
  EmptyDirVolumeSource: '1:medium 2:sizeLimit:q',
  SecretVolumeSource:
    '1:secretName 2:items:[]KeyToPath 3:defaultMode:i! 4:optional:b!',
  ConfigMapVolumeSource:
    '1:-:^LocalObjectReference 2:items:[]KeyToPath 3:defaultMode:i! 4:optional:b!',
  KeyToPath: '1:key 2:path 3:mode:i!',
  PersistentVolumeClaimVolumeSource: '1:claimName 2:readOnly:b',
  TopologySpreadConstraint:
    '1:maxSkew:i 2:topologyKey 3:whenUnsatisfiable 4:labelSelector:LabelSelector 5:minDomains:i! 6:nodeAffinityPolicy 7:nodeTaintsPolicy ' +
    '8:matchLabelKeys:[]s',
  Affinity:
    '1:nodeAffinity:NodeAffinity 2:podAffinity:PodAffinity 3:podAntiAffinity:PodAffinity',
  NodeAffinity:
    '1:requiredDuringSchedulingIgnoredDuringExecution:NodeSelector 2:preferredDuringSchedulingIgnoredDuringExecution:[]PreferredSchedulingTerm',
  NodeSelector: '1:nodeSelectorTerms:[]NodeSelectorTerm',
  NodeSelectorTerm:
    '1:matchExpressions:[]LabelSelectorRequirement 2:matchFields:[]LabelSelectorRequirement',
  PreferredSchedulingTerm: '1:weight:i 2:preference:NodeSelectorTerm',
  PodAffinity:
    '1:requiredDuringSchedulingIgnoredDuringExecution:[]PodAffinityTerm 2:preferredDuringSchedulingIgnoredDuringExecution:[]WeightedPodAffinityTerm',
  PodAffinityTerm:
    '1:labelSelector:LabelSelector 2:namespaces:[]s 3:topologyKey 4:namespaceSelector:LabelSelector',
  WeightedPodAffinityTerm: '1:weight:i 2:podAffinityTerm:PodAffinityTerm',
};

import { groupOf } from '@orrery/kubernetes-model';

/** What Argo CD 3 leaves alone unless told otherwise (`resource.exclusions` of its default argocd-cm), and events. */
const EXCLUDED: readonly RegExp[] = [
  /^\/(Endpoints|Event|ComponentStatus)$/,
  /^discovery\.k8s\.io\/EndpointSlice$/,
  /^events\.k8s\.io\//,
  /^coordination\.k8s\.io\/Lease$/,
  /^metrics\.k8s\.io\//,
  /^(authentication|authorization)\.k8s\.io\//,
  /^certificates\.k8s\.io\/CertificateSigningRequest$/,
  /^cert-manager\.io\/CertificateRequest$/,
  /^cilium\.io\/(CiliumIdentity|CiliumEndpoint|CiliumEndpointSlice)$/,
  /^(kyverno|reports\.kyverno|wgpolicyk8s)\.io\//,
];

/** Whether Argo CD neither manages nor watches that kind. */
export function isExcludedKind(object: {
  readonly apiVersion?: string;
  readonly kind?: string;
}): boolean {
  const name = `${groupOf(object.apiVersion)}/${object.kind}`;
  return EXCLUDED.some(pattern => pattern.test(name));
}

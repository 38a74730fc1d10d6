import type { CommandGroup } from '../Recorded';

const claim = `
apiVersion: platform.example.org/v1alpha1
kind: KubeCluster
metadata: {name: trial}
spec:
  compositionSelector: {matchLabels: {provider: gke}}
  region: europe-west3
  version: "1.33"
  networkCidr: 10.44.0.0/16
  nodes: {count: 1, size: small}
  writeConnectionSecretToRef: {name: trial-kubeconfig}
`;

export const crossplane: CommandGroup = {
  kind: 'commands',
  name: 'crossplane',
  about: 'A cluster claimed in the cloud, until it is there.',
  clients: ['kubectl 1.35'],
  cluster: 'prod-eu',
  files: {
    'claim.yaml': claim,
    'wrong.yaml': claim.replace('count: 1', 'count: many'),
  },
  steps: () => [
    {
      run: 'kubectl get xrd,compositions',
      stdout: [
        /^compositeresourcedefinition\.apiextensions\.crossplane\.io\/xkubeclusters\.platform\.example\.org +True +True +\d+d$/m,
        /^composition\.apiextensions\.crossplane\.io\/kubeclusters-gke +XKubeCluster +platform\.example\.org\/v1alpha1 +\d+d$/m,
      ],
    },
    {
      run: 'kubectl apply -f wrong.yaml',
      code: 1,
      stderr:
        /The KubeCluster "trial" is invalid: spec\.nodes\.count: Invalid value: "string": spec\.nodes\.count in body must be of type integer: "string"/,
    },
    {
      run: 'kubectl apply -f claim.yaml',
      stdout: 'kubecluster.platform.example.org/trial created',
    },
    {
      run: 'kubectl wait kubecluster/trial --for=condition=Synced --timeout=20s',
      stdout: 'kubecluster.platform.example.org/trial condition met',
    },
    {
      run: 'kubectl get kubecluster trial',
      stdout:
        /^NAME +SYNCED +READY +CONNECTION-SECRET +REGION +VERSION +CONTROL-PLANE +AGE\ntrial +True +False +trial-kubeconfig +europe-west3 +1\.33 +\w* +\d+s$/m,
    },
    {
      run: 'kubectl get managed -l crossplane.io/claim-namespace=crossplane-35',
      stdout: /cluster\.container\.gcp\.upbound\.io\/trial-/,
    },
    {
      run: 'kubectl wait kubecluster/trial --for=condition=Ready --timeout=230s',
      stdout: 'kubecluster.platform.example.org/trial condition met',
      timeoutSeconds: 240,
    },
    {
      run: "kubectl get kubecluster trial -o jsonpath='{.status.controlPlane.status} {.status.nodePool.status}'",
      stdout: 'RUNNING RUNNING',
    },
    {
      run: 'kubectl get secret trial-kubeconfig -o name',
      stdout: 'secret/trial-kubeconfig',
    },
  ],
};

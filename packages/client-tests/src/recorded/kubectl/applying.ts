import type { CommandGroup } from '../Recorded';
import { bothKubectls } from './bothKubectls';

const deployment = (image: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, labels: {app: api}}
spec:
  replicas: 2
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: "${image}", env: [{name: A, value: "1"}]}]}
`;

export const applying: CommandGroup = {
  kind: 'commands',
  name: 'applying',
  about:
    'Manifests applied, compared, edited, patched and replaced, on both sides.',
  clients: bothKubectls,
  files: {
    'api.yaml': deployment('trial/api:1'),
    'api-2.yaml': deployment('trial/api:2'),
    'set/a.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, labels: {set: one}}\ndata: {k: v}\n',
    'set/b.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b, labels: {set: one}}\ndata: {k: v}\n',
    'base/kustomization.yaml':
      'resources: [map.yaml]\nnamePrefix: dev-\nlabels: [{pairs: {from: kustomize}}]\nconfigMapGenerator: [{name: made, literals: [a=b]}]\n',
    'base/map.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: plain}\ndata: {k: v}\n',
    'editor.sh': '#!/bin/sh\nsed -i "s/^  replicas: .*/  replicas: 4/" "$1"\n',
    'no-editor.sh': '#!/bin/sh\nexit 0\n',
  },
  steps: ({ minor, namespace }) => [
    {
      run: 'kubectl apply -f api.yaml --dry-run=server',
      stdout: 'deployment.apps/api created (server dry run)',
    },
    {
      run: 'kubectl get deploy',
      stderr: /^No resources found in applying-\d\d namespace\.\n$/,
    },
    {
      run: 'kubectl apply -f api.yaml',
      stdout: 'deployment.apps/api created',
    },
    {
      run: 'kubectl apply -f api.yaml',
      stdout: 'deployment.apps/api unchanged',
    },
    { run: 'kubectl diff -f api.yaml' },
    {
      run: 'kubectl diff -f api-2.yaml',
      code: 1,
      stdout: [
        /^-\s+(- )?image: trial\/api:1$/m,
        /^\+\s+(- )?image: trial\/api:2$/m,
      ],
    },
    {
      run: 'kubectl apply -f api-2.yaml',
      stdout: 'deployment.apps/api configured',
    },
    {
      run: 'kubectl apply view-last-applied deploy/api -o json',
      stdout: /"image": "trial\/api:2"/,
    },
    {
      run: 'kubectl apply --server-side --field-manager=other -f api.yaml',
      code: 1,
      stderr: [
        /^error: Apply failed with 1 conflict: conflict with "kubectl-client-side-apply" using apps\/v1: \.spec\.template\.spec\.containers\[name="api"\]\.image$/m,
        /`--force-conflicts` flag/,
      ],
    },
    {
      run: 'kubectl apply --server-side --field-manager=other --force-conflicts -f api.yaml',
      stdout: 'deployment.apps/api serverside-applied',
    },
    {
      run: "kubectl get deploy api --show-managed-fields -o jsonpath='{range .metadata.managedFields[*]}{.manager}/{.operation} {end}'",
      stdout: /^(?=.*other\/Apply)(?=.*kubectl-client-side-apply\/Update)/,
    },
    {
      run: 'kubectl patch deploy api -p \'{"spec":{"template":{"spec":{"containers":[{"name":"api","env":[{"name":"B","value":"2"}]}]}}}}\'',
      stdout: 'deployment.apps/api patched',
    },
    {
      run: "kubectl get deploy api -o jsonpath='{.spec.template.spec.containers[0].env[*].name}'",
      stdout: /^(A B|B A)$/,
    },
    {
      run: 'kubectl patch deploy api --type=merge -p \'{"spec":{"minReadySeconds":3}}\'',
      stdout: 'deployment.apps/api patched',
    },
    {
      run: 'kubectl patch deploy api --type=json -p \'[{"op":"replace","path":"/spec/replicas","value":3}]\'',
      stdout: 'deployment.apps/api patched',
    },
    {
      run: 'kubectl patch deploy api --type=json -p \'[{"op":"test","path":"/spec/replicas","value":9}]\'',
      code: 1,
      stderr: /The request is invalid|testing value|test failed/,
    },
    {
      run: `kubectl patch sa default -p '{"metadata":{"name":"default"}}'`,
      stdout: 'serviceaccount/default patched (no change)',
    },
    {
      run: 'kubectl patch deploy api --subresource=scale --type=merge -p \'{"spec":{"replicas":2}}\'',
      stdout: /^(deployment\.apps|scale\.autoscaling)\/api patched$/m,
    },
    {
      run: "kubectl get deploy api -o jsonpath='{.spec.replicas}/{.spec.minReadySeconds}'",
      stdout: '2/3',
    },
    {
      run: 'kubectl edit deploy api',
      env: { EDITOR: './editor.sh' },
      stdout: 'deployment.apps/api edited',
    },
    {
      run: "kubectl get deploy api -o jsonpath='{.spec.replicas}'",
      stdout: '4',
    },
    {
      run: 'kubectl edit deploy api',
      env: { EDITOR: './no-editor.sh' },
      stderr: 'Edit cancelled, no changes made.',
    },
    // While it rolls out, its status changes under the replacement: a conflict, as in a real cluster.
    {
      run: 'kubectl rollout status deploy/api --timeout=40s',
      stdout: /^deployment "api" successfully rolled out$/m,
    },
    {
      run: 'kubectl replace -f api.yaml',
      stdout: 'deployment.apps/api replaced',
    },
    {
      run: 'kubectl replace --force -f api.yaml --timeout=20s',
      stdout: `deployment.apps "api" deleted${
        minor === 32 ? '' : ` from ${namespace} namespace`
      }\ndeployment.apps/api replaced`,
    },
    {
      run: 'kubectl replace -f set/a.yaml',
      code: 1,
      stderr:
        'Error from server (NotFound): error when replacing "set/a.yaml": configmaps "a" not found',
    },
    {
      run: 'kubectl apply -f set',
      stdout: 'configmap/a created\nconfigmap/b created',
    },
    {
      run: 'kubectl apply -f set/a.yaml --prune -l set=one --prune-allowlist=core/v1/ConfigMap',
      stdout: 'configmap/a unchanged\nconfigmap/b pruned',
    },
    {
      run: 'kubectl apply -f -',
      stdin:
        '{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"listed"}}]}',
      stdout: 'configmap/listed created',
    },
    {
      run: 'kubectl apply -f -',
      stdin:
        '{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"listed"},"datas":{}}]}',
      code: 1,
      stderr:
        /ValidationError\(ConfigMap\): unknown field "datas" in io\.k8s\.api\.v1\.ConfigMap;/,
    },
    {
      run: 'kubectl apply -k base',
      stdout: [
        /^configmap\/dev-made-\w+ created$/m,
        /^configmap\/dev-plain created$/m,
      ],
    },
    {
      run: 'kubectl get cm -l from=kustomize -o name',
      stdout: /^configmap\/dev-made-\w+\nconfigmap\/dev-plain\n$/,
    },
    {
      run: 'kubectl delete -k base',
      stdout: /configmap "dev-plain" deleted/,
    },
  ],
};

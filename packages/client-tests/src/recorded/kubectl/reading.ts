import type { CommandGroup } from '../Recorded';
import { bothKubectls } from './bothKubectls';

const labelled = (name: string, tier: string, size: number) => `
apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}, labels: {tier: ${tier}, app: shop}}
data: {size: "${size}"}
---`;

export const reading: CommandGroup = {
  kind: 'commands',
  name: 'reading',
  about: 'Lists and objects in every form of output, chosen in every way.',
  clients: bothKubectls,
  files: {
    'maps.yaml': [
      labelled('one', 'front', 30),
      labelled('two', 'back', 10),
      labelled('three', 'back', 20),
    ].join(''),
    'row.tmpl': '{{range .items}}{{.metadata.name}} {{end}}',
    'columns.txt': 'NAME          SIZE\nmetadata.name data.size\n',
  },
  steps: ({ namespace }) => [
    {
      run: 'kubectl create -f maps.yaml',
      stdout:
        'configmap/one created\nconfigmap/two created\nconfigmap/three created',
    },
    {
      run: 'kubectl get configmaps -l app=shop',
      stdout: `
NAME DATA AGE
one 1 <age>
three 1 <age>
two 1 <age>`,
    },
    {
      run: 'kubectl get cm -l app=shop --show-labels --no-headers',
      stdout: `
one 1 <age> app=shop,tier=front
three 1 <age> app=shop,tier=back
two 1 <age> app=shop,tier=back`,
    },
    {
      run: 'kubectl get cm -l app -L tier',
      stdout: `
NAME DATA AGE TIER
one 1 <age> front
three 1 <age> back
two 1 <age> back`,
    },
    {
      run: "kubectl get cm -l 'tier in (back,middle),app!=x' -o name",
      stdout: 'configmap/three\nconfigmap/two',
    },
    {
      run: 'kubectl get cm -l tier=none',
      stderr: `No resources found in ${namespace} namespace.`,
    },
    {
      run: 'kubectl get cm --field-selector=metadata.name=two -o name',
      stdout: 'configmap/two',
    },
    {
      run: 'kubectl get cm -l app=shop --sort-by=.data.size -o name',
      stdout: 'configmap/two\nconfigmap/three\nconfigmap/one',
    },
    {
      run: 'kubectl get cm -l app=shop -o custom-columns=NAME:.metadata.name,SIZE:.data.size',
      stdout: 'NAME SIZE\none 30\nthree 20\ntwo 10',
    },
    {
      run: 'kubectl get cm -l app=shop -o custom-columns-file=columns.txt',
      stdout: 'NAME SIZE\none 30\nthree 20\ntwo 10',
    },
    {
      run: "kubectl get cm -l app=shop -o jsonpath='{range .items[*]}{.metadata.name}={.data.size};{end}'",
      stdout: 'one=30;three=20;two=10;',
    },
    {
      run: 'kubectl get cm -l app=shop -o go-template-file=row.tmpl',
      stdout: 'one three two',
    },
    {
      run: 'kubectl get cm two -o yaml',
      stdout: `
apiVersion: v1
data:
  size: "10"
kind: ConfigMap
metadata:
  creationTimestamp: "<time>"
  labels:
    app: shop
    tier: back
  name: two
  namespace: ${namespace}
  resourceVersion: "<number>"
  uid: <uid>`,
    },
    {
      run: 'kubectl get cm two -o json --show-managed-fields',
      stdout: [
        /"manager": "kubectl-create"/,
        /"operation": "Update"/,
        /"f:size": \{\}/,
      ],
    },
    {
      run: 'kubectl get cm one two -o name',
      stdout: 'configmap/one\nconfigmap/two',
    },
    {
      run: 'kubectl get cm/one sa/default -o name',
      stdout: 'configmap/one\nserviceaccount/default',
    },
    {
      run: 'kubectl get -f maps.yaml -o name',
      stdout: 'configmap/one\nconfigmap/two\nconfigmap/three',
    },
    {
      run: 'kubectl get cm nosuch',
      code: 1,
      stderr: 'Error from server (NotFound): configmaps "nosuch" not found',
    },
    { run: 'kubectl get cm nosuch --ignore-not-found' },
    {
      run: 'kubectl get pods -A --chunk-size=7 -o name',
      stdout: /^(pod\/\S+\n){40,}$/,
    },
    {
      run: 'kubectl get pods -A --field-selector=status.phase=Running,metadata.namespace=shop --no-headers',
      stdout: /^(shop +\S+ +\d\/\d +(Running|Terminating) +\S.*\n)+$/,
    },
    {
      run: 'kubectl get pods -n shop -o wide',
      stdout: [
        /^NAME +READY +STATUS +RESTARTS +AGE +IP +NODE +NOMINATED NODE +READINESS GATES\n/,
        /^web-\S+ +1\/1 +Running +\d .* 10\.91\.\d+\.\d+ +edge-box-\w{4} +<none> +<none>$/m,
      ],
    },
    {
      run: 'kubectl get all -n shop',
      stdout: [
        /^deployment\.apps\/web +\d+\/\d+ +\d+ +\d/m,
        /^horizontalpodautoscaler\.autoscaling\/web +Deployment\/web +cpu: \d+%\/\d+% +\d+ +\d+ +\d+/m,
      ],
    },
    {
      run: 'kubectl get deploy,svc,hpa web -n shop -o name',
      stdout:
        'deployment.apps/web\nservice/web\nhorizontalpodautoscaler.autoscaling/web',
    },
    {
      run: 'kubectl get deploy web -n shop -o wide',
      stdout:
        /^NAME +READY +UP-TO-DATE +AVAILABLE +AGE +CONTAINERS +IMAGES +SELECTOR\nweb +\d+\/\d+ +\d+ +\d+ +\d+d +web +\S+ +\S+/,
    },
    {
      run: 'kubectl get nodes -o wide',
      stdout: [
        /^NAME +STATUS +ROLES +AGE +VERSION +INTERNAL-IP +EXTERNAL-IP +OS-IMAGE +KERNEL-VERSION +CONTAINER-RUNTIME\n/,
        / NotReady +worker /,
      ],
    },
    {
      run: 'kubectl get pods -A --subresource=status -o name',
      code: 1,
      stderr: /subresource/,
    },
    {
      run: 'kubectl get deploy web -n shop --subresource=scale',
      stdout: /^NAME +DESIRED +AVAILABLE +AGE\nweb +\d+ +\d+ +\d+d$/m,
    },
    {
      run: "kubectl get deploy web -n shop --subresource=scale -o jsonpath='{.kind} {.spec.replicas}'",
      stdout: /^Scale \d+$/,
    },
  ],
};

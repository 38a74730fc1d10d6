import type { CommandGroup } from '../Recorded';
import { bothKubectls } from './bothKubectls';

const deployment = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: wrong}
spec:
  strategy: {type: Recreate, rollingUpdate: {maxSurge: 1}}
  selector: {matchLabels: {app: wrong}}
  template:
    metadata: {labels: {app: wrong}}
    spec:
      restartPolicy: Never
      containers:
      - name: main
        image: trial/main:1
        imagePullPolicy: Sometimes
        ports: [{containerPort: 80, protocol: HTTP}]
        volumeMounts: [{name: none, mountPath: /x}]
        resources: {requests: {cpu: 2}, limits: {cpu: 1}}
`;

const immutable = 'Forbidden: field is immutable when `immutable` is set';

export const refusals: CommandGroup = {
  kind: 'commands',
  name: 'refusals',
  about:
    'What an API server refuses to store or to change, and how it says so.',
  clients: bothKubectls,
  steps: ({ namespace }) => [
    {
      run: 'kubectl apply -f -',
      stdin: deployment,
      code: 1,
      stderr: `The Deployment "wrong" is invalid:
* spec.template.spec.containers[0].ports[0].protocol: Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"
* spec.template.spec.containers[0].volumeMounts[0].name: Not found: "none"
* spec.template.spec.containers[0].imagePullPolicy: Unsupported value: "Sometimes": supported values: "Always", "IfNotPresent", "Never"
* spec.template.spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1
* spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"
* spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy \`type\` is 'Recreate'`,
    },
    {
      run: 'kubectl create configmap fixed --from-literal=a=1',
      stdout: 'configmap/fixed created',
    },
    {
      run: `kubectl patch cm fixed -p '{"immutable":true}'`,
      stdout: 'configmap/fixed patched',
    },
    {
      run: `kubectl patch cm fixed -p '{"immutable":false,"data":{"a":"2"}}'`,
      code: 1,
      stderr: `The ConfigMap "fixed" is invalid:
* immutable: ${immutable}
* data: ${immutable}`,
    },
    {
      run: `kubectl patch cm fixed --type=json -p '[{"op":"remove","path":"/data/none"}]'`,
      code: 1,
      stderr:
        'The request is invalid: the server rejected our request due to an error in our request',
    },
    {
      run: `kubectl patch cm fixed --type=merge -p '{"metadata":{"finalizers":["mine"]}}'`,
      code: 1,
      stderr:
        'The ConfigMap "fixed" is invalid: metadata.finalizers[0]: Invalid value: "mine": name is neither a standard finalizer name nor is it fully qualified',
    },
    {
      run: 'kubectl create rolebinding bound --role=one --user=jane',
      stdout: 'rolebinding.rbac.authorization.k8s.io/bound created',
    },
    {
      run: `kubectl patch rolebinding bound -p '{"roleRef":{"name":"other"}}'`,
      code: 1,
      stderr:
        'The RoleBinding "bound" is invalid: roleRef: Invalid value: {"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"other"}: cannot change roleRef',
    },
    {
      run: 'kubectl create job once --image=trial/once:1 -- sleep 60',
      stdout: 'job.batch/once created',
    },
    {
      run: 'kubectl set image job/once once=trial/once:2',
      code: 1,
      stderr:
        /Job\.batch "once" is invalid: spec\.template: Invalid value: .*: field is immutable/,
    },
    {
      run: 'kubectl create cronjob often --image=trial/often:1 --schedule=often',
      code: 1,
      stderr:
        'error: failed to create cronjob: CronJob.batch "often" is invalid: spec.schedule: Invalid value: "often": expected exactly 5 fields, found 1: [often]',
    },
    {
      run: 'kubectl create service clusterip web --tcp=80',
      stdout: 'service/web created',
    },
    {
      run: `kubectl patch svc web -p '{"spec":{"clusterIP":"10.96.77.77"}}'`,
      code: 1,
      stderr:
        'The Service "web" is invalid: spec.clusterIPs[0]: Invalid value: ["10.96.77.77"]: may not change once set',
    },
    {
      run: 'kubectl apply -f -',
      stdin:
        '{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"web"},"spec":{"rules":[{"host":"*web","http":{"paths":[{"path":"web","pathType":"Prefix","backend":{"service":{"name":"web"}}}]}}]}}',
      code: 1,
      stderr: [
        /^\* spec\.rules\[0\]\.host: Invalid value: "\*web": a wildcard DNS-1123 subdomain must start with '\*\.'/m,
        /^\* spec\.rules\[0\]\.http\.paths\[0\]\.path: Invalid value: "web": must be an absolute path$/m,
        /^\* spec\.rules\[0\]\.http\.paths\[0\]\.backend: Required value: port name or number is required$/m,
      ],
    },
    {
      run: `kubectl run lone --image=trial/lone:1 --overrides='{"spec":{"serviceAccountName":"none"}}'`,
      code: 1,
      stderr: `Error from server (Forbidden): pods "lone" is forbidden: error looking up service account ${namespace}/none: serviceaccount "none" not found`,
    },
    {
      run: 'kubectl create token default --audience=vault',
      stdout: /^[\w-]+\.[\w-]+\.[\w-]+\s*$/,
    },
    {
      run: 'kubectl create token default --bound-object-kind=Pod --bound-object-name=none',
      code: 1,
      stderr: 'error: failed to create token: pods "none" not found',
    },
  ],
};

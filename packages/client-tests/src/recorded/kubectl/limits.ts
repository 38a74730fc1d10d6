import type { CommandGroup } from '../Recorded';
import { bothKubectls } from './bothKubectls';

const pod = (name: string, resources: string) => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec: {containers: [{name: main, image: "trial/main:1", resources: ${resources}}]}
`;

export const limits: CommandGroup = {
  kind: 'commands',
  name: 'limits',
  about:
    'What quotas and limit ranges admit and refuse; an autoscaler at work.',
  clients: bothKubectls,
  files: {
    'range.yaml': `
apiVersion: v1
kind: LimitRange
metadata: {name: sizes}
spec:
  limits:
  - type: Container
    default: {cpu: 200m, memory: 128Mi}
    defaultRequest: {cpu: 100m, memory: 64Mi}
    max: {memory: 1Gi}
`,
  },
  steps: ({ namespace }) => [
    {
      run: 'kubectl create quota most --hard=pods=2,requests.cpu=300m',
      stdout: 'resourcequota/most created',
    },
    {
      run: 'kubectl run bare --image=trial/bare:1',
      code: 1,
      stderr:
        'Error from server (Forbidden): pods "bare" is forbidden: failed quota: most: must specify requests.cpu for: bare',
    },
    { run: 'kubectl apply -f range.yaml', stdout: 'limitrange/sizes created' },
    {
      run: 'kubectl describe limits sizes',
      // kubectl prints the resources in the order of a Go map: any.
      stdout: [
        new RegExp(`^Namespace: +${namespace}$`, 'm'),
        /^Type +Resource +Min +Max +Default Request +Default Limit +Max Limit\/Request Ratio$/m,
        /^Container +memory +- +1Gi +64Mi +128Mi +-$/m,
        /^Container +cpu +- +- +100m +200m +-$/m,
      ],
    },
    {
      run: 'kubectl run bare --image=trial/bare:1',
      stdout: 'pod/bare created',
    },
    {
      run: "kubectl get pod bare -o jsonpath='{.spec.containers[0].resources}'",
      stdout:
        '{"limits":{"cpu":"200m","memory":"128Mi"},"requests":{"cpu":"100m","memory":"64Mi"}}',
    },
    {
      run: 'kubectl apply -f -',
      stdin: pod('large', '{limits: {memory: 2Gi}}'),
      code: 1,
      stderr:
        /pods "large" is forbidden: maximum memory usage per Container is 1Gi, but limit is 2Gi/,
    },
    {
      run: 'kubectl apply -f -',
      stdin: pod('busy', '{requests: {cpu: 250m}, limits: {cpu: 250m}}'),
      code: 1,
      stderr:
        /pods "busy" is forbidden: exceeded quota: most, requested: requests\.cpu=250m, used: requests\.cpu=100m, limited: requests\.cpu=300m/,
    },
    {
      run: 'kubectl describe quota most',
      stdout: [/^pods +1 +2$/m, /^requests\.cpu +100m +300m$/m],
    },
    {
      run: 'kubectl create deployment web --image=trial/web:1 --replicas=3',
      stdout: 'deployment.apps/web created',
    },
    {
      run: "kubectl wait deploy/web --for=jsonpath='{.status.readyReplicas}'=1 --timeout=30s",
      stdout: 'deployment.apps/web condition met',
    },
    {
      run: 'kubectl get events --field-selector=reason=FailedCreate',
      stdout:
        /replicaset\/web-\w+ +.*pods "web-\w+-\w{5}" is forbidden: exceeded quota: most, requested: pods=1, used: pods=2, limited: pods=2/,
    },
    {
      run: 'kubectl get deploy web -o jsonpath=\'{.status.conditions[?(@.type=="ReplicaFailure")].reason}\'',
      stdout: 'FailedCreate',
    },
    {
      run: 'kubectl delete quota most',
      stdout: /^resourcequota "most" deleted/,
    },
    {
      run: 'kubectl delete pod bare --wait=false',
      stdout: /^pod "bare" deleted/,
    },
    {
      run: "kubectl wait deploy/web --for=jsonpath='{.status.readyReplicas}'=3 --timeout=60s",
      stdout: 'deployment.apps/web condition met',
      timeoutSeconds: 70,
    },
    {
      run: `kubectl create -f -`,
      stdin:
        '{"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler","metadata":{"name":"web"},"spec":{"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"web"},"minReplicas":5,"maxReplicas":6,"metrics":[{"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":80}}}]}}',
      stdout: 'horizontalpodautoscaler.autoscaling/web created',
    },
    {
      run: "kubectl wait deploy/web --for=jsonpath='{.spec.replicas}'=5 --timeout=40s",
      stdout: 'deployment.apps/web condition met',
    },
    {
      run: 'kubectl describe hpa web',
      stdout: [
        /^ +AbleToScale +True /m,
        /SuccessfulRescale .*New size: 5; reason: /,
      ],
    },
  ],
};

import type { CommandGroup } from '../Recorded';
import { bothKubectls } from './bothKubectls';

const manifest = `
apiVersion: v1
kind: Pod
metadata: {name: pair, labels: {app: pair}}
spec:
  containers:
  - {name: web, image: "trial/web:1.0.0", ports: [{containerPort: 8080}]}
  - {name: side, image: "trial/side:1.0.0"}
---
apiVersion: v1
kind: Pod
metadata: {name: dies, annotations: {orrery-sim/exit-after-seconds: "2", orrery-sim/exit-code: "3"}}
spec: {containers: [{name: dies, image: "trial/dies:1.0.0"}]}
`;

export const pods: CommandGroup = {
  kind: 'commands',
  name: 'pods',
  about: 'Logs, commands, terminals, copies, forwarded ports and a proxy.',
  clients: bothKubectls,
  files: {
    'pods.yaml': manifest,
    'local.txt': 'from here\n',
    'tree/a/b.txt': 'b\n',
  },
  steps: ({ namespace }) => [
    {
      run: 'kubectl apply -f pods.yaml',
      stdout: 'pod/pair created\npod/dies created',
    },
    {
      run: 'kubectl wait pod/pair --for=condition=Ready --timeout=30s',
      stdout: 'pod/pair condition met',
    },
    {
      run: 'kubectl get pod pair',
      stdout: `
NAME READY STATUS RESTARTS AGE
pair 2/2 Running 0 <age>`,
    },
    {
      run: 'kubectl logs pair',
      stdout: /\S/,
      stderr: 'Defaulted container "web" out of: web, side',
    },
    { run: 'kubectl logs pair -c side --tail=1', stdout: /^.+\n$/ },
    {
      run: 'kubectl logs pair --all-containers --prefix',
      stdout: [/^\[pod\/pair\/web\] /m, /^\[pod\/pair\/side\] /m],
    },
    {
      run: 'kubectl logs pair -c web --timestamps --tail=1',
      stdout: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z .+\n$/,
    },
    {
      run: 'kubectl logs -l app=pair -c web --tail=1',
      stdout: /^.+\n$/,
    },
    {
      run: 'kubectl logs pair -c web --since=1h --limit-bytes=40',
      stdout: /^[^]{1,40}$/,
    },
    {
      run: 'kubectl logs -f pair -c web --tail=1',
      until: /\n.*\n/,
      stdout: /\n.*\n/,
    },
    {
      run: 'kubectl logs pair -c none',
      code: 1,
      stderr: 'error: container none is not valid for pod pair',
    },
    {
      run: 'kubectl logs pair -c web --previous',
      code: 1,
      stderr:
        'Error from server (BadRequest): previous terminated container "web" in pod "pair" not found',
    },
    {
      run: 'kubectl exec pair -- ls /',
      stdout: [/^bin$/m, /^tmp$/m],
      stderr: 'Defaulted container "web" out of: web, side',
    },
    { run: 'kubectl exec pair -c side -- hostname', stdout: 'pair' },
    {
      run: 'kubectl exec pair -c web -- sh -c \'printf "b\\na\\n" | sort > /tmp/sorted; cat /tmp/sorted; wc -l < /tmp/sorted\'',
      stdout: 'a\nb\n2',
    },
    {
      run: 'kubectl exec pair -c web -- sh -c \'for i in 1 2 3; do if [ $i = 2 ]; then continue; fi; echo $i; done | while read n; do echo "<$n>"; done\'',
      stdout: '<1>\n<3>',
    },
    {
      run: 'kubectl exec -i pair -c web -- sh -c "cat > /tmp/typed; cat /tmp/typed"',
      stdin: 'typed here',
      stdout: 'typed here',
    },
    {
      run: 'kubectl exec pair -c web -- sh -c "echo out; echo err >&2; exit 7"',
      code: 7,
      stdout: 'out',
      stderr: 'err\ncommand terminated with exit code 7',
    },
    {
      run: 'kubectl exec pair -c web -- nope',
      code: 1,
      stderr: /exec: "nope": executable file not found in \$PATH/,
    },
    {
      run: 'kubectl exec -it pair -c web -- sh',
      stdin: 'A=4; echo ${A}2\nexit 4\n',
      code: 4,
      stdout: /^42$/m,
      stderr: [/^Unable to use a TTY - input is not a terminal/, /exit code 4/],
    },
    {
      run: 'kubectl exec deploy/none -- ls',
      code: 1,
      stderr: 'Error from server (NotFound): deployments.apps "none" not found',
    },
    { run: 'kubectl cp local.txt pair:/tmp/remote.txt -c web' },
    {
      run: 'kubectl exec pair -c web -- cat /tmp/remote.txt',
      stdout: 'from here',
    },
    {
      run: `kubectl cp ${namespace}/pair:/tmp/remote.txt back.txt -c web`,
      stdout: /^(tar: .*)?$/m,
    },
    { run: 'cat back.txt', stdout: 'from here' },
    { run: 'kubectl cp tree pair:/tmp/tree -c web' },
    { run: 'kubectl exec pair -c web -- cat /tmp/tree/a/b.txt', stdout: 'b' },
    {
      run: 'kubectl attach pair -c web',
      until: /"service":.*\n/,
      stdout: /\S/,
      stderr: /If you don't see a command prompt, try pressing enter\.|^/,
    },
    {
      run: 'kubectl port-forward pod/pair :8080',
      meanwhile: {
        when: /Forwarding from (127\.0\.0\.1:\d+) -> 8080/,
        get: 'http://$1/healthz',
      },
      until: /200 .*/,
      stdout: /200 /,
    },
    {
      run: 'kubectl port-forward svc/web :80 -n shop',
      meanwhile: {
        when: /Forwarding from (127\.0\.0\.1:\d+) -> \d+/,
        get: 'http://$1/',
      },
      until: /\n200 /,
      stdout: /\n200 /,
    },
    {
      run: 'kubectl port-forward svc/prometheus :9090 -n monitoring',
      meanwhile: {
        when: /Forwarding from (127\.0\.0\.1:\d+) -> 9090/,
        get: 'http://$1/api/v1/query?query=vector(7)',
      },
      until: /\n200 /,
      stdout: /"resultType":"vector".*"7"/,
    },
    {
      run: 'kubectl port-forward pod/none :80',
      code: 1,
      stderr: 'Error from server (NotFound): pods "none" not found',
    },
    {
      run: 'kubectl proxy --port=0',
      meanwhile: {
        when: /Starting to serve on (127\.0\.0\.1:\d+)/,
        get: `http://$1/api/v1/namespaces/${namespace}/pods/pair`,
      },
      until: /200 .*"kind":\s*"Pod"/,
      stdout: /"name":\s*"pair"/,
    },
    {
      run: 'kubectl wait pod/dies --for=jsonpath={.status.containerStatuses[0].restartCount} --timeout=40s',
      stdout: 'pod/dies condition met',
    },
    {
      run: 'kubectl logs dies --previous --tail=1',
      stdout: /^.+\n$/,
    },
    {
      run: 'kubectl describe pod dies',
      stdout: [
        /^ +Last State: +Terminated\n +Reason: +Error\n +Exit Code: +3$/m,
        /BackOff|Restart Count: +[1-9]/,
      ],
    },
    {
      run: 'kubectl label pod pair tier=front',
      stdout: 'pod/pair labeled',
    },
    {
      run: 'kubectl set image pod/pair web=trial/web:1.0.1',
      stdout: 'pod/pair image updated',
    },
    {
      run: `kubectl patch pod pair -p '{"spec":{"nodeName":"other"}}'`,
      code: 1,
      stderr:
        /^The Pod "pair" is invalid: spec: Forbidden: pod updates may not change fields other than/,
    },
    {
      run: 'kubectl run shop --image=trial/shop:1.0.0 --labels=app=shop --port=80 --expose',
      stdout: 'service/shop created\npod/shop created',
    },
    {
      run: 'kubectl debug pair --profile=general --image=trial/tools:1 --target=web -c tools -q -- sleep 60',
      stdout: /^/,
    },
    {
      run: "kubectl get pod pair -o jsonpath='{.spec.ephemeralContainers[*].name}'",
      stdout: 'tools',
    },
    {
      run: 'kubectl debug pair --copy-to=copied --set-image=web=trial/web:2 --profile=general --share-processes',
    },
    {
      run: "kubectl get pod copied -o jsonpath='{.spec.containers[*].image} {.spec.shareProcessNamespace}'",
      stdout: 'trial/web:2 trial/side:1.0.0 true',
    },
    {
      run: 'kubectl delete pod pair dies shop --grace-period=1',
      stdout: /^pod "pair" deleted/m,
    },
  ],
};

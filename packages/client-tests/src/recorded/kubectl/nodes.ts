import type { CommandGroup } from '../Recorded';
import { bothKubectls } from './bothKubectls';

const guarded = (node: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: guarded}
spec:
  replicas: 1
  selector: {matchLabels: {app: guarded}}
  template:
    metadata: {labels: {app: guarded}}
    spec:
      nodeSelector: {kubernetes.io/hostname: ${node}}
      tolerations: [{operator: Exists}]
      containers: [{name: a, image: "trial/a:1"}]
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: guarded}
spec: {minAvailable: 1, selector: {matchLabels: {app: guarded}}}
`;

export const nodes: CommandGroup = {
  kind: 'commands',
  name: 'nodes',
  about: 'Nodes cordoned, drained against a budget, tainted and measured.',
  clients: bothKubectls,
  cluster: 'prod-us',
  steps: ({ node }) => [
    {
      run: 'kubectl top nodes --sort-by=cpu',
      stdout: [
        /^NAME +CPU\(cores\) +CPU\(?%\)? +MEMORY\(bytes\) +MEMORY\(?%\)? *\n/,
        new RegExp(`^${node} +\\d+m +\\d+% +\\d+Mi +\\d+% *$`, 'm'),
      ],
    },
    {
      run: `kubectl debug node/${node} --image=trial/tools:1 --profile=general -- sleep 1`,
      stdout: new RegExp(
        `^Creating debugging pod node-debugger-${node}-\\w{5} with container debugger on node ${node}\\.$`,
        'm',
      ),
    },
    {
      run: "kubectl get pods -o jsonpath='{.items[0].spec.nodeName} {.items[0].spec.hostPID} {.items[0].spec.volumes[0].hostPath.path}'",
      stdout: `${node} true /`,
    },
    {
      run: 'kubectl delete pods --all',
      stdout: /^pod "node-debugger-\S+" deleted/,
    },
    {
      run: `kubectl label node ${node} trial=yes`,
      stdout: `node/${node} labeled`,
    },
    {
      run: `kubectl get nodes -l trial=yes,kubernetes.io/hostname=${node} -o name`,
      stdout: `node/${node}`,
    },
    {
      run: `kubectl taint nodes ${node} trial=yes:NoSchedule`,
      stdout: `node/${node} tainted`,
    },
    {
      run: `kubectl taint nodes ${node} trial=no:NoSchedule`,
      code: 1,
      stderr: `error: node ${node} already has trial taint(s) with same effect(s) and --overwrite is false`,
    },
    {
      run: 'kubectl apply -f -',
      stdin: guarded(node),
      stdout:
        'deployment.apps/guarded created\npoddisruptionbudget.policy/guarded created',
    },
    {
      run: 'kubectl wait deploy/guarded --for=condition=Available --timeout=30s',
      stdout: 'deployment.apps/guarded condition met',
    },
    {
      run: "kubectl wait pdb/guarded --for=jsonpath='{.status.currentHealthy}'=1 --timeout=20s",
      stdout: 'poddisruptionbudget.policy/guarded condition met',
    },
    {
      run: 'kubectl get pdb guarded',
      stdout: `
NAME MIN AVAILABLE MAX UNAVAILABLE ALLOWED DISRUPTIONS AGE
guarded 1 N/A 0 <age>`,
    },
    { run: `kubectl cordon ${node}`, stdout: `node/${node} cordoned` },
    { run: `kubectl cordon ${node}`, stdout: `node/${node} already cordoned` },
    {
      run: `kubectl get node ${node} --no-headers`,
      stdout: new RegExp(`^${node} +Ready,SchedulingDisabled +`),
    },
    {
      run: `kubectl drain ${node}`,
      code: 1,
      stdout: /already cordoned/,
      stderr: [
        /^error: unable to drain node .*cannot delete.* DaemonSet-managed Pods \(use --ignore-daemonsets to ignore\)/m,
      ],
    },
    {
      run: `kubectl drain ${node} --ignore-daemonsets --delete-emptydir-data --pod-selector=app=guarded --timeout=3s`,
      code: 1,
      stdout: /^evicting pod nodes-\d\d\/guarded-/m,
      stderr: [
        /error when evicting pods\/"guarded-\S+" -n "nodes-\d\d" \(will retry after 5s\): Cannot evict pod as it would violate the pod's disruption budget\./,
        /global timeout reached: 3s/,
      ],
    },
    {
      run: 'kubectl delete pdb guarded',
      stdout: /^poddisruptionbudget\.policy "guarded" deleted/,
    },
    {
      run: `kubectl drain ${node} --ignore-daemonsets --pod-selector=app=guarded --timeout=50s`,
      stdout: [
        /^pod\/guarded-\S+ evicted$/m,
        new RegExp(`^node/${node} drained$`, 'm'),
      ],
    },
    {
      run: `kubectl describe node ${node}`,
      stdout: [
        /^(Taints:)? +.*node\.kubernetes\.io\/unschedulable:NoSchedule$/m,
        /^Unschedulable: +true$/m,
        /NodeNotSchedulable/,
      ],
    },
    { run: `kubectl uncordon ${node}`, stdout: `node/${node} uncordoned` },
    {
      run: `kubectl taint nodes ${node} trial-`,
      stdout: `node/${node} untainted`,
    },
    {
      run: 'kubectl wait deploy/guarded --for=condition=Available --timeout=30s',
      stdout: 'deployment.apps/guarded condition met',
    },
    {
      run: `kubectl get pods -o jsonpath='{.items[0].spec.nodeName}'`,
      stdout: node,
    },
  ],
};

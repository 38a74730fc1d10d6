import type { CommandGroup } from '../Recorded';
import { bothKubectls } from './bothKubectls';

export const describing: CommandGroup = {
  kind: 'commands',
  name: 'describing',
  about: 'Objects of many kinds with what belongs to them, and events.',
  clients: bothKubectls,
  steps: () => [
    {
      run: 'kubectl describe nodes',
      stdout: [
        /^Conditions:\n +Type +Status/m,
        /^Non-terminated Pods: +\(\d+ in total\)$/m,
        /^Allocated resources:$/m,
        /NodeStatusUnknown +Kubelet stopped posting node status/,
      ],
    },
    {
      run: 'kubectl describe deploy web -n shop',
      stdout: [
        /^Replicas: +\d+ desired \| \d+ updated \| \d+ total \| \d+ available \| \d+ unavailable$/m,
        /^StrategyType: +RollingUpdate$/m,
        /^NewReplicaSet: +web-\w+ \(\d+\/\d+ replicas created\)$/m,
      ],
    },
    {
      run: 'kubectl describe rs -n shop -l backstage.io/kubernetes-id=web',
      stdout: /^Controlled By: +Deployment\/web$/m,
    },
    {
      run: 'kubectl describe pods -n shop -l backstage.io/kubernetes-id=web',
      stdout: [
        /^Controlled By: +ReplicaSet\/web-\w+$/m,
        /^QoS Class: +Burstable$/m,
        /^ +State: +Running$/m,
      ],
    },
    {
      run: 'kubectl describe svc web -n shop',
      stdout: [
        /^Selector: +app\.kubernetes\.io\/instance=web-shop,app/m,
        /^Endpoints: +10\.91\.\d+\.\d+:\d+,10\.91\./m,
      ],
    },
    {
      run: 'kubectl describe hpa web -n shop',
      stdout: [
        /^ +resource cpu on pods +\(as a percentage of request\): +\d+% \(\d+m\) \/ \d+%$/m,
        /^Deployment pods: +\d+ current \/ \d+ desired$/m,
      ],
    },
    {
      run: 'kubectl describe statefulset redis -n data',
      stdout: [/^Replicas: +1 desired \| 1 total$/m, /^Volume Claims:$/m],
    },
    {
      run: 'kubectl describe daemonset kube-proxy -n kube-system',
      stdout: [
        /^Desired Number of Nodes Scheduled: 5$/m,
        /^Pods Status: +5 Running \/ 0 Waiting \/ 0 Succeeded \/ 0 Failed$/m,
      ],
    },
    {
      run: 'kubectl describe pvc -n data',
      stdout: [/^Status: +Bound$/m, /^Used By: +redis-0$/m],
    },
    { run: 'kubectl describe pv', stdout: /^Claim: +data\/\S+$/m },
    {
      run: 'kubectl describe sc',
      stdout: /^IsDefaultClass: +Yes$/m,
    },
    {
      run: 'kubectl describe ns shop',
      stdout: [/^Status: +Active$/m, /^Resource Quotas$/m],
    },
    {
      run: 'kubectl describe quota shop -n shop',
      stdout: [/^Resource +Used +Hard$/m, /^pods +\d+ +\d+$/m],
    },
    {
      run: 'kubectl describe ing -n shop',
      stdout: /^ +\/ +web:main \(10\.91\./m,
    },
    {
      run: 'kubectl describe cm web-config -n shop',
      stdout: /^Data\n====$/m,
    },
    {
      run: 'kubectl describe secrets -n shop',
      stdout: /^Data\n====\n\S+: +\d+ bytes$/m,
    },
    {
      run: 'kubectl describe clusterrole view',
      stdout: /^ +pods +\[\] +\[\] +\[get list watch\]$/m,
    },
    { run: 'kubectl describe sa default -n shop', stdout: /^Name: +default$/m },
    {
      run: 'kubectl describe pdb -n shop',
      stdout: /^ +Allowed disruptions: +\d+$/m,
    },
    {
      run: 'kubectl describe lease -n kube-node-lease',
      stdout: /Holder Identity: +edge-box-/,
    },
    {
      run: 'kubectl describe pod nosuch',
      code: 1,
      stderr: 'Error from server (NotFound): pods "nosuch" not found',
    },
    {
      run: 'kubectl get events -A --field-selector=type=Normal,reason=NodeNotReady',
      stdout:
        /^NAMESPACE +LAST SEEN +TYPE +REASON +OBJECT +MESSAGE\ndefault .* node\/edge-box-\w+ +Node edge-box-\w+ status is now: NodeNotReady$/m,
    },
    {
      run: 'kubectl top pods -n shop --sort-by=memory',
      stdout:
        /^NAME +CPU\(cores\) +MEMORY\(bytes\) *\n(\S+ +\d+m +\d+Mi *\n)+$/,
    },
    {
      run: 'kubectl top pods -n shop -l app.kubernetes.io/name=checkout-api --containers --sum',
      stdout: [
        /^POD +NAME +CPU\(cores\) +MEMORY\(bytes\) *$/m,
        /^checkout-api-\S+ +checkout-api +\d+m +\d+Mi *$/m,
        /^ +_+ +_+ *\n +\d+m +\d+Mi *$/m,
      ],
    },
    {
      run: 'kubectl events -A --types=Normal',
      stdout: /NodeNotReady +Node\/edge-box-\w+ /,
    },
  ],
};

import type { CommandGroup } from '../Recorded';
import { bothKubectls } from './bothKubectls';

export const deleting: CommandGroup = {
  kind: 'commands',
  name: 'deleting',
  about: 'Deletion with its owners, grace, finalizers and waits.',
  clients: bothKubectls,
  steps: ({ minor, namespace }) => {
    const from = minor === 32 ? '' : ` from ${namespace} namespace`;
    return [
      {
        run: 'kubectl create deployment kept --image=trial/kept:1',
        stdout: 'deployment.apps/kept created',
      },
      {
        run: 'kubectl rollout status deploy/kept --timeout=30s',
        stdout: /successfully rolled out$/m,
      },
      {
        run: 'kubectl delete deploy kept --dry-run=server',
        stdout: `deployment.apps "kept" deleted${from} (server dry run)`,
      },
      {
        run: 'kubectl delete deploy kept --cascade=orphan',
        stdout: `deployment.apps "kept" deleted${from}`,
      },
      {
        run: "kubectl get rs,pods -l app=kept -o jsonpath='{.items[*].kind}'",
        stdout: 'ReplicaSet Pod',
      },
      {
        run: "kubectl get rs -l app=kept -o jsonpath='{.items[0].metadata.ownerReferences}'",
        stdout: '',
      },
      {
        run: 'kubectl delete rs -l app=kept --cascade=foreground --timeout=40s',
        stdout: /^replicaset\.apps "kept-\w+" deleted/,
      },
      {
        run: 'kubectl get rs,pods -l app=kept',
        stderr: `No resources found in ${namespace} namespace.`,
      },
      {
        run: 'kubectl run slow --image=trial/slow:1 --annotations=orrery-sim/ignore-sigterm=true',
        stdout: 'pod/slow created',
      },
      {
        run: 'kubectl wait pod/slow --for=condition=Ready --timeout=30s',
        stdout: 'pod/slow condition met',
      },
      {
        run: 'kubectl delete pod slow --wait=false',
        stdout: `pod "slow" deleted${from}`,
      },
      {
        run: 'kubectl get pod slow --no-headers',
        stdout: /^slow +1\/1 +Terminating +0 +\d+s\n$/,
      },
      {
        run: 'kubectl delete pod slow --grace-period=0 --force',
        stdout: `pod "slow" force deleted${from}`,
        stderr:
          'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.',
      },
      {
        run: 'kubectl wait pod/slow --for=delete --timeout=5s',
        stdout: /^(pod\/slow condition met\n)?$/,
        stderr: /^/,
      },
      {
        run: 'kubectl create cm held --from-literal=a=b',
        stdout: 'configmap/held created',
      },
      {
        run: `kubectl patch cm held --type=merge -p '{"metadata":{"finalizers":["example.com/hold"]}}'`,
        stdout: 'configmap/held patched',
      },
      {
        run: 'kubectl delete cm held --timeout=1s',
        code: 1,
        stdout: `configmap "held" deleted${from}`,
        stderr:
          /^error: timed out waiting for the condition on configmaps\/held$/m,
      },
      {
        run: "kubectl get cm held -o jsonpath='{.metadata.deletionTimestamp}'",
        stdout: '<time>',
      },
      {
        run: `kubectl patch cm held --type=json -p '[{"op":"remove","path":"/metadata/finalizers"}]'`,
        stdout: 'configmap/held patched',
      },
      {
        run: 'kubectl get cm held',
        code: 1,
        stderr: 'Error from server (NotFound): configmaps "held" not found',
      },
      {
        run: 'kubectl delete cm held',
        code: 1,
        stderr: 'Error from server (NotFound): configmaps "held" not found',
      },
      { run: 'kubectl delete cm held --ignore-not-found' },
      {
        run: 'kubectl create cm a --from-literal=a=b',
        stdout: 'configmap/a created',
      },
      {
        run: 'kubectl delete cm --field-selector=metadata.name=a',
        stdout: `configmap "a" deleted${from}`,
      },
      {
        run: `kubectl delete namespace ${namespace} --timeout=60s`,
        stdout: `namespace "${namespace}" deleted`,
      },
      {
        run: 'kubectl create cm late --from-literal=a=b',
        code: 1,
        stderr: `error: failed to create configmap: namespaces "${namespace}" not found`,
      },
    ];
  },
};

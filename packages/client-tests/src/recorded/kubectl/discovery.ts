import type { CommandGroup } from '../Recorded';
import { bothKubectls } from './bothKubectls';

export const discovery: CommandGroup = {
  kind: 'commands',
  name: 'discovery',
  about: 'What the cluster is and serves.',
  clients: bothKubectls,
  steps: ({ minor }) => [
    {
      run: 'kubectl version',
      stdout: [
        new RegExp(`^Client Version: v1\\.${minor}\\.`),
        /^Server Version: v1\.32\.0$/m,
      ],
      stderr:
        minor === 32
          ? ''
          : 'Warning: version difference between client (1.35) and server (1.32) exceeds the supported minor version skew of +/-1',
    },
    {
      run: 'kubectl version -o json',
      stdout: /"serverVersion": \{[^}]*"gitVersion": "v1\.32\.0"/,
      stderr: /^/,
    },
    {
      run: 'kubectl cluster-info',
      stdout:
        /^\S*Kubernetes control plane\S* is running at \S*https:\/\/127\.0\.0\.1:\d+/,
    },
    {
      run: 'kubectl cluster-info dump --namespaces=search --output-directory=dump',
      stdout: 'Cluster info dumped to dump',
    },
    {
      run: 'kubectl api-versions',
      stdout: [/^v1$/m, /^apps\/v1$/m, /^metrics\.k8s\.io\/v1beta1$/m],
    },
    {
      run: 'kubectl api-resources --api-group=apps',
      stdout: `
NAME SHORTNAMES APIVERSION NAMESPACED KIND
controllerrevisions apps/v1 true ControllerRevision
daemonsets ds apps/v1 true DaemonSet
deployments deploy apps/v1 true Deployment
replicasets rs apps/v1 true ReplicaSet
statefulsets sts apps/v1 true StatefulSet`,
    },
    {
      run: 'kubectl api-resources --namespaced=false --verbs=list,watch --sort-by=name -o name',
      stdout: /^nodes$/m,
    },
    {
      run: 'kubectl api-resources --categories=all -o wide --no-headers',
      stdout:
        /^pods\s+po\s+v1\s+true\s+Pod\s+create,delete,deletecollection,get,list,patch,update,watch\s+all$/m,
    },
    { run: 'kubectl get --raw /livez', stdout: 'ok' },
    {
      run: 'kubectl get --raw "/readyz?verbose"',
      stdout: [/^\[\+\]etcd ok$/m, /^readyz check passed$/m],
    },
    {
      run: 'kubectl get --raw /apis/apps/v1/namespaces/shop/deployments/web/scale',
      stdout: /"kind":"Scale".*"replicas":\d/,
    },
    {
      run: 'kubectl explain deployment.spec.replicas',
      stdout: [/^KIND: +Deployment$/m, /^FIELD: replicas <integer>$/m],
    },
    {
      run: 'kubectl explain pods.spec.containers --recursive',
      stdout: [
        /^FIELD: containers <\[\]Container>/m,
        /^ {2}image\t<string>$/m,
        /^ {4}initialDelaySeconds\t<integer>$/m,
      ],
    },
    {
      run: 'kubectl explain hpa --api-version=autoscaling/v2',
      stdout:
        /^GROUP: +autoscaling\nKIND: +HorizontalPodAutoscaler\nVERSION: +v2$/m,
    },
    {
      run: 'kubectl explain pod.spec.containers --output=plaintext-openapiv2',
      stdout: [
        /^RESOURCE: containers <\[\]Object>$/m,
        /^ {3}image\t<string>$/m,
      ],
    },
    {
      run: 'kubectl explain pod.spec.nope',
      code: 1,
      stderr: 'error: field "nope" does not exist',
    },
    {
      run: 'kubectl get nosuchkind',
      code: 1,
      stderr: `error: the server doesn't have a resource type "nosuchkind"`,
    },
    {
      run: 'kubectl config get-contexts -o name',
      stdout: 'edge\nedge-viewer',
    },
    {
      run: 'kubectl config set-context other --cluster=edge --user=edge-viewer --namespace=shop',
      stdout: 'Context "other" created.',
    },
    {
      run: 'kubectl config use-context other',
      stdout: 'Switched to context "other".',
    },
    { run: 'kubectl config current-context', stdout: 'other' },
    {
      run: 'kubectl config view --minify -o jsonpath={.contexts[0].context.namespace}',
      stdout: 'shop',
    },
  ],
};

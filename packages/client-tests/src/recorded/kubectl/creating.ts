import type { CommandGroup } from '../Recorded';
import { bothKubectls } from './bothKubectls';

export const creating: CommandGroup = {
  kind: 'commands',
  name: 'creating',
  about:
    'Every kind that kubectl makes from words, and manifests that are refused.',
  clients: bothKubectls,
  files: {
    'motd.txt': 'hello\n',
    'wrong.yaml':
      'apiVersion: v1\nkind: Pod\nmetadata: {name: wrong}\nspec:\n  containers: [{name: a, image: a:1, imagePullPolice: Always}]\n',
    'invalid.yaml':
      'apiVersion: v1\nkind: Service\nmetadata: {name: Wrong_Name}\nspec: {ports: [{port: 80}]}\n',
  },
  steps: ({ namespace, id }) => [
    {
      run: `kubectl create namespace ${namespace}-more`,
      stdout: `namespace/${namespace}-more created`,
    },
    {
      run: `kubectl create namespace ${namespace}-more`,
      code: 1,
      stderr: `Error from server (AlreadyExists): namespaces "${namespace}-more" already exists`,
    },
    {
      run: 'kubectl create deployment web --image=trial/web:1.0.0 --replicas=2 --port=8080',
      stdout: 'deployment.apps/web created',
    },
    {
      run: 'kubectl create configmap settings --from-literal=a=1 --from-file=motd.txt',
      stdout: 'configmap/settings created',
    },
    {
      run: "kubectl get cm settings -o jsonpath='{.data}'",
      stdout: '{"a":"1","motd.txt":"hello\\n"}',
    },
    {
      run: 'kubectl create secret generic key --from-literal=password=secret',
      stdout: 'secret/key created',
    },
    {
      run: "kubectl get secret key -o jsonpath='{.type} {.data.password}'",
      stdout: 'Opaque c2VjcmV0',
    },
    {
      run: 'kubectl create secret docker-registry pull --docker-server=r.example --docker-username=u --docker-password=p',
      stdout: 'secret/pull created',
    },
    {
      run: 'kubectl create service clusterip web --tcp=80:8080',
      stdout: 'service/web created',
    },
    {
      run: 'kubectl create service nodeport outside --tcp=80 --node-port=30123 --dry-run=client -o name',
      stdout: 'service/outside',
    },
    {
      run: 'kubectl create service externalname far --external-name=far.example.com',
      stdout: 'service/far created',
    },
    {
      run: 'kubectl expose deployment web --name=web-2 --port=81 --target-port=8080',
      stdout: 'service/web-2 exposed',
    },
    {
      run: 'kubectl get svc web web-2 far',
      stdout: `
NAME TYPE CLUSTER-IP EXTERNAL-IP PORT(S) AGE
web ClusterIP <ip> <none> 80/TCP <age>
web-2 ClusterIP <ip> <none> 81/TCP <age>
far ExternalName <none> far.example.com <none> <age>`,
    },
    {
      run: 'kubectl create ingress web --class=nginx --rule="web.example.com/*=web:80,tls=web-tls"',
      stdout: 'ingress.networking.k8s.io/web created',
    },
    {
      run: 'kubectl get ingress web',
      stdout:
        /^NAME +CLASS +HOSTS +ADDRESS +PORTS +AGE\nweb +nginx +web\.example\.com +\S* +80, 443 +\d+s$/m,
    },
    {
      run: 'kubectl create pdb web --selector=app=web --min-available=1',
      stdout: 'poddisruptionbudget.policy/web created',
    },
    {
      run: 'kubectl create quota most --hard=configmaps=20,pods=9',
      stdout: 'resourcequota/most created',
    },
    {
      run: `kubectl create priorityclass high-${id} --value=1000 --description=first`,
      stdout: `priorityclass.scheduling.k8s.io/high-${id} created`,
    },
    {
      run: 'kubectl create role editor --verb=* --resource=pods,deployments.apps --resource-name=web',
      stdout: 'role.rbac.authorization.k8s.io/editor created',
    },
    {
      run: `kubectl create clusterrole health-${id} --verb=get --non-resource-url=/healthz`,
      stdout: `clusterrole.rbac.authorization.k8s.io/health-${id} created`,
    },
    {
      run: `kubectl create clusterrolebinding health-${id} --clusterrole=health-${id} --group=probes`,
      stdout: `clusterrolebinding.rbac.authorization.k8s.io/health-${id} created`,
    },
    {
      run: 'kubectl create job once --image=trial/once:1 -- sleep 1',
      stdout: 'job.batch/once created',
    },
    {
      run: "kubectl create cronjob nightly --image=trial/nightly:1 --schedule='0 3 * * *' -- sleep 1",
      stdout: 'cronjob.batch/nightly created',
    },
    {
      run: 'kubectl create job by-hand --from=cronjob/nightly',
      stdout: 'job.batch/by-hand created',
    },
    {
      run: "kubectl get job by-hand -o jsonpath='{.metadata.ownerReferences[0].name} {.metadata.annotations}'",
      stdout: 'nightly {"cronjob.kubernetes.io/instantiate":"manual"}',
    },
    {
      run: 'kubectl create deployment web --image=trial/web:2',
      code: 1,
      stderr:
        'error: failed to create deployment: deployments.apps "web" already exists',
    },
    {
      run: 'kubectl create -f wrong.yaml',
      code: 1,
      stderr:
        'Error from server (BadRequest): error when creating "wrong.yaml": Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spec.containers[0].imagePullPolice"',
    },
    {
      run: 'kubectl create -f wrong.yaml --validate=warn --dry-run=server',
      stdout: 'pod/wrong created (server dry run)',
      stderr: 'Warning: unknown field "spec.containers[0].imagePullPolice"',
    },
    {
      run: 'kubectl create -f invalid.yaml',
      code: 1,
      stderr:
        /^The Service "Wrong_Name" is invalid: metadata\.name: Invalid value: "Wrong_Name": a DNS-1035 label must consist of lower case alphanumeric characters/,
    },
    {
      run: 'kubectl create deployment none',
      code: 1,
      stderr: /required flag\(s\) "image" not set/,
    },
    {
      run: `kubectl delete namespace ${namespace}-more --timeout=30s`,
      stdout: `namespace "${namespace}-more" deleted`,
    },
  ],
};

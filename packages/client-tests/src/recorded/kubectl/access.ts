import type { CommandGroup } from '../Recorded';
import { bothKubectls } from './bothKubectls';

const roles = (namespace: string) => `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader, namespace: ${namespace}}
rules: [{apiGroups: [""], resources: [pods], verbs: [get, list]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reader, namespace: ${namespace}}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects: [{kind: User, apiGroup: rbac.authorization.k8s.io, name: eve}]
`;

export const access: CommandGroup = {
  kind: 'commands',
  name: 'access',
  about: 'Who may do what: certificates, tokens, impersonation, roles.',
  clients: bothKubectls,
  steps: ({ namespace }) => [
    {
      run: 'kubectl auth whoami',
      stdout: `
ATTRIBUTE VALUE
Username kubernetes-admin
Groups [system:masters system:authenticated]`,
    },
    {
      run: "kubectl auth whoami --context=edge-viewer -o jsonpath='{.status.userInfo.username}'",
      stdout: 'viewer',
    },
    {
      run: 'kubectl auth whoami --token=jane-1 --context=edge-viewer',
      stdout:
        /^Username +jane\nGroups +\[shop-developers system:authenticated\]$/m,
    },
    {
      run: 'kubectl auth whoami --token=nobody --context=edge-viewer',
      code: 1,
      stderr: /You must be logged in to the server/,
    },
    { run: 'kubectl auth can-i list pods', stdout: 'yes' },
    { run: 'kubectl auth can-i create pods --subresource=exec', stdout: 'yes' },
    {
      run: 'kubectl auth can-i delete pods --context=edge-viewer',
      code: 1,
      stdout: 'no',
    },
    {
      run: 'kubectl auth can-i list nodes --context=edge-viewer',
      stdout: 'yes',
      stderr: "Warning: resource 'nodes' is not namespace scoped",
    },
    {
      run: 'kubectl auth can-i get /metrics --as=eve',
      code: 1,
      stdout: 'no',
    },
    {
      run: 'kubectl get secrets --context=edge-viewer',
      code: 1,
      stderr: `Error from server (Forbidden): secrets is forbidden: User "viewer" cannot list resource "secrets" in API group "" in the namespace "${namespace}"`,
    },
    {
      run: 'kubectl create cm x --context=edge-viewer',
      code: 1,
      stderr: `error: failed to create configmap: configmaps is forbidden: User "viewer" cannot create resource "configmaps" in API group "" in the namespace "${namespace}"`,
    },
    {
      run: 'kubectl delete node edge-box-none --context=edge-viewer',
      code: 1,
      stderr: `Error from server (Forbidden): nodes "edge-box-none" is forbidden: User "viewer" cannot delete resource "nodes" in API group "" at the cluster scope`,
    },
    {
      run: 'kubectl auth can-i --list --context=edge-viewer',
      stdout: [
        /^Resources +Non-Resource URLs +Resource Names +Verbs$/m,
        /^selfsubjectreviews\.authentication\.k8s\.io +\[\] +\[\] +\[create\]$/m,
      ],
    },
    {
      run: 'kubectl auth reconcile -f -',
      stdin: roles(namespace),
      stderr: /^\s*missing subjects added:$/m,
      stdout: [
        /^role\.rbac\.authorization\.k8s\.io\/reader reconciled$/m,
        /^rolebinding\.rbac\.authorization\.k8s\.io\/reader reconciled$/m,
      ],
    },
    { run: 'kubectl auth can-i list pods --as=eve', stdout: 'yes' },
    {
      run: 'kubectl auth can-i delete pods --as=eve',
      code: 1,
      stdout: 'no',
    },
    {
      run: 'kubectl get pods --as=eve',
      stderr: `No resources found in ${namespace} namespace.`,
    },
    {
      run: 'kubectl get cm --as=eve --as-group=a --as-group=b',
      code: 1,
      stderr: `Error from server (Forbidden): configmaps is forbidden: User "eve" cannot list resource "configmaps" in API group "" in the namespace "${namespace}"`,
    },
    {
      run: 'kubectl get pods --as=eve --context=edge-viewer',
      code: 1,
      stderr:
        'Error from server (Forbidden): users "eve" is forbidden: User "viewer" cannot impersonate resource "users" in API group "" at the cluster scope',
    },
    { run: 'kubectl create sa bot', stdout: 'serviceaccount/bot created' },
    {
      run: 'kubectl create token bot --duration=1h',
      stdout: /^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+$/,
    },
    {
      run: `kubectl auth can-i get cm --as=system:serviceaccount:${namespace}:bot`,
      code: 1,
      stdout: 'no',
    },
    {
      run: 'kubectl create role maps --verb=get,list --resource=configmaps,deployments.apps/scale',
      stdout: 'role.rbac.authorization.k8s.io/maps created',
    },
    {
      run: `kubectl create rolebinding maps --role=maps --serviceaccount=${namespace}:bot`,
      stdout: 'rolebinding.rbac.authorization.k8s.io/maps created',
    },
    {
      run: `kubectl get cm kube-root-ca.crt -o name --as=system:serviceaccount:${namespace}:bot`,
      stdout: 'configmap/kube-root-ca.crt',
    },
    {
      run: 'kubectl describe rolebinding maps',
      stdout: [
        /^Role:\n +Kind: +Role\n +Name: +maps$/m,
        /^ +ServiceAccount +bot /m,
      ],
    },
  ],
};

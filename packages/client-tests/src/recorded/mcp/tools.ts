import { shopChart } from '../helm/shopChart';
import type { ToolGroup } from '../Recorded';

export const tools: ToolGroup = {
  kind: 'tools',
  name: 'tools',
  about: 'The tools that an assistant has of a cluster, over stdio.',
  files: shopChart('tools'),
  steps: ({ namespace }) => {
    const map = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m, namespace: ${namespace}}\ndata: {a: "1"}\n`;
    const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: ${namespace}}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "trial/web:1"}]}
`;
    return [
      {
        tool: 'configuration_contexts_list',
        output: [
          /^\*edge -> https:\/\/127\.0\.0\.1:\d+$/m,
          /^ edge-viewer -> /m,
        ],
      },
      {
        tool: 'namespaces_list',
        output: /^v1 +Namespace +shop +Active +\d+d /m,
      },
      {
        tool: 'namespaces_list',
        arguments: { fieldSelector: 'metadata.name=shop' },
        output: /^APIVERSION.*\nv1 +Namespace +shop .*\n?$/,
      },
      {
        tool: 'pods_list',
        arguments: { labelSelector: 'backstage.io/kubernetes-id=cart' },
        output: /^shop +v1 +Pod +cart-\w+-\w{5} +1\/1 +Running /m,
      },
      {
        tool: 'pods_list_in_namespace',
        arguments: { namespace: 'shop' },
        output: /^shop +v1 +Pod +web-\w+-\w{5} +1\/1 +Running +\d /m,
      },
      {
        tool: 'pods_run',
        arguments: { namespace, name: 'box', image: 'trial/box:1', port: 8080 },
        output: [/^- apiVersion: v1\n {2}kind: Pod$/m, /^ {2}kind: Service$/m],
      },
      {
        tool: 'pods_get',
        arguments: { namespace, name: 'box' },
        output: [/^kind: Pod$/m, /^ {2}- image: trial\/box:1$/m],
      },
      {
        tool: 'pods_get',
        arguments: { namespace, name: 'none' },
        isError: true,
        output: `failed to get pod none in namespace ${namespace}: pods "none" not found`,
      },
      {
        tool: 'resources_create_or_update',
        arguments: { resource: map },
        output: [/manager: kubernetes-mcp-server\n +operation: Apply/],
      },
      {
        tool: 'resources_get',
        arguments: {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          namespace,
          name: 'm',
        },
        output: /^data:\n {2}a: "1"$/m,
      },
      {
        tool: 'resources_create_or_update',
        arguments: { resource: deployment },
        output: /^ {2}kind: Deployment$/m,
      },
      {
        tool: 'resources_list',
        arguments: { apiVersion: 'apps/v1', kind: 'Deployment', namespace },
        output: /^\S+ +apps\/v1 +Deployment +web +\d\/1 /m,
      },
      {
        tool: 'resources_list',
        arguments: { apiVersion: 'example.org/v1', kind: 'Nothing' },
        isError: true,
        output: /no matches for kind "Nothing" in version "example\.org\/v1"/,
      },
      {
        tool: 'resources_delete',
        arguments: {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          namespace,
          name: 'm',
        },
        output: 'Resource deleted successfully',
      },
      {
        tool: 'helm_install',
        arguments: {
          chart: './shop',
          name: 'shop',
          namespace,
          values: { replicas: 1 },
        },
        output: [/^ {2}chart: shop$/m, /^ {2}status: deployed$/m],
      },
      {
        tool: 'helm_list',
        arguments: { namespace },
        output:
          /^ {2}name: shop\n {2}namespace: tools-mcp\n {2}revision: 1\n {2}status: deployed$/m,
      },
      {
        tool: 'helm_uninstall',
        arguments: { name: 'shop', namespace },
        output: /^Uninstalled release shop/,
      },
      {
        tool: 'pods_exec',
        isRepeated: true,
        arguments: { namespace, name: 'box', command: ['ls', '/'] },
        output: [/^bin$/m, /^tmp$/m],
      },
      {
        tool: 'pods_log',
        isRepeated: true,
        arguments: { namespace, name: 'box', tail: 2 },
        output: /\S/,
      },
      {
        tool: 'pods_top',
        arguments: { namespace: 'shop' },
        output: /^shop +web-\S+ +web +\d+m +\d+Mi /m,
      },
      {
        tool: 'nodes_top',
        output: /^edge-box-\w{4} +\d+m +\d+% +\d+Mi +\d+% /m,
      },
      {
        tool: 'events_list',
        arguments: { namespace },
        output: [
          /Message: Successfully assigned tools-mcp\/box to edge-box-\w{4}$/m,
          /Reason: Started$/m,
        ],
      },
      {
        tool: 'resources_scale',
        arguments: {
          ...{ apiVersion: 'apps/v1', kind: 'Deployment' },
          ...{ namespace, name: 'web', scale: 3 },
        },
        output: /^kind: Scale\n[^]*^spec:\n {2}replicas: 3$/m,
      },
      {
        tool: 'pods_delete',
        arguments: { namespace, name: 'box' },
        output: 'Pod deleted successfully',
      },
      {
        tool: 'pods_list_in_namespace',
        arguments: { namespace: 'shop', context: 'nowhere' },
        isError: true,
        output: /nowhere/,
      },
    ];
  },
};

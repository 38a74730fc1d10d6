import type { CommandGroup } from '../Recorded';
import { bothKubectls } from './bothKubectls';

const definition = (id: string) => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.trial${id}.example.org}
spec:
  group: trial${id}.example.org
  scope: Namespaced
  names: {plural: widgets, kind: Widget, shortNames: [wd${id}], categories: [trial${id}]}
  versions:
  - name: v1
    served: true
    storage: true
    subresources:
      status: {}
      scale: {specReplicasPath: .spec.size, statusReplicasPath: .status.ready}
    additionalPrinterColumns:
    - {name: Size, type: integer, jsonPath: .spec.size}
    - {name: Colour, type: string, jsonPath: .spec.colour, priority: 1}
    - {name: Phase, type: string, jsonPath: .status.phase}
    - {name: Age, type: date, jsonPath: .metadata.creationTimestamp}
    schema:
      openAPIV3Schema:
        type: object
        description: Something small.
        properties:
          spec:
            type: object
            properties:
              size: {type: integer, minimum: 1, default: 1, description: How large it is.}
              colour: {type: string, enum: [red, blue]}
          status: {type: object, x-kubernetes-preserve-unknown-fields: true}
`;

export const customResources: CommandGroup = {
  kind: 'commands',
  name: 'custom-resources',
  about: 'A custom kind from its definition to its end.',
  clients: bothKubectls,
  steps: ({ id, minor, namespace }) => {
    const group = `trial${id}.example.org`;
    const widget = (spec: string) =>
      `{"apiVersion":"${group}/v1","kind":"Widget","metadata":{"name":"one"},"spec":${spec}}`;
    return [
      {
        run: 'kubectl apply -f -',
        stdin: definition(id),
        stdout: `customresourcedefinition.apiextensions.k8s.io/widgets.${group} created`,
      },
      {
        run: `kubectl wait crd/widgets.${group} --for=condition=Established --timeout=5s`,
        stdout: `customresourcedefinition.apiextensions.k8s.io/widgets.${group} condition met`,
      },
      {
        run: `kubectl get crd widgets.${group}`,
        stdout: `NAME CREATED AT\nwidgets.${group} <time>`,
      },
      {
        run: `kubectl api-resources --cached=false --api-group=${group}`,
        stdout: `
NAME SHORTNAMES APIVERSION NAMESPACED KIND
widgets wd${id} ${group}/v1 true Widget`,
      },
      {
        run: 'kubectl apply -f -',
        stdin: widget('{}'),
        stdout: `widget.${group}/one created`,
      },
      {
        run: 'kubectl apply -f -',
        stdin: widget('{"size":3}'),
        stdout: `widget.${group}/one configured`,
      },
      {
        run: 'kubectl apply -f -',
        stdin: widget('{"size":3}'),
        stdout: `widget.${group}/one unchanged`,
      },
      {
        run: 'kubectl apply -f -',
        stdin: widget('{"sise":3}'),
        code: 1,
        stderr: /strict decoding error: unknown field "spec\.sise"/,
      },
      {
        run: 'kubectl apply -f -',
        stdin: widget('{"size":0,"colour":"green"}'),
        code: 1,
        stderr: [
          /The Widget "one" is invalid:/,
          /spec\.size: Invalid value: 0: spec\.size in body should be greater than or equal to 1/,
          /spec\.colour: Unsupported value: "green": supported values: "red", "blue"/,
        ],
      },
      {
        run: 'kubectl apply --server-side --field-manager=other -f -',
        stdin: widget('{"colour":"red"}'),
        stdout: `widget.${group}/one serverside-applied`,
      },
      {
        run: `kubectl patch wd${id} one --subresource=status --type=merge -p '{"status":{"phase":"Ready","ready":3},"spec":{"size":9}}'`,
        stdout: `widget.${group}/one patched`,
      },
      {
        run: `kubectl get wd${id}`,
        stdout: 'NAME SIZE PHASE AGE\none 3 Ready <age>',
      },
      {
        run: `kubectl get wd${id} -o wide`,
        stdout: 'NAME SIZE COLOUR PHASE AGE\none 3 red Ready <age>',
      },
      {
        run: `kubectl wait wd${id}/one --for=jsonpath='{.status.phase}'=Ready --timeout=5s`,
        stdout: `widget.${group}/one condition met`,
      },
      {
        // A category of its own: `all` would show in what other groups list.
        run: `kubectl get trial${id}`,
        stdout: 'NAME SIZE PHASE AGE\none 3 Ready <age>',
      },
      {
        run: `kubectl scale wd${id}/one --replicas=5`,
        stdout: `widget.${group}/one scaled`,
      },
      {
        run: `kubectl patch wd${id} one --type=merge -p '{"spec":{"colour":"blue"}}'`,
        stdout: `widget.${group}/one patched`,
      },
      {
        run: `kubectl patch wd${id} one -p '{"spec":{"colour":"red"}}'`,
        code: 1,
        stderr: /strategic[- ]merge[- ]patch/,
      },
      {
        run: `kubectl get wd${id} one -o jsonpath={.spec}`,
        stdout: '{"colour":"blue","size":5}',
      },
      {
        run: `kubectl explain widget.spec.size --api-version=${group}/v1`,
        stdout: [/^FIELD: size <integer>$/m, /How large it is\./],
      },
      {
        run: `kubectl describe wd${id} one`,
        stdout: [/^Kind: +Widget$/m, /^ +Size: +5$/m, /^ +Phase: +Ready$/m],
      },
      {
        run: `kubectl delete wd${id} --all`,
        stdout: `widget.${group} "one" deleted${
          minor === 32 ? '' : ` from ${namespace} namespace`
        }`,
      },
      {
        run: `kubectl delete crd widgets.${group}`,
        stdout: `customresourcedefinition.apiextensions.k8s.io "widgets.${group}" deleted`,
      },
      {
        run: `kubectl get widgets.${group}`,
        code: 1,
        stderr: `error: the server doesn't have a resource type "widgets"`,
      },
    ];
  },
};

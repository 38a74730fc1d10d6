import type { ClientStep } from './runClientSteps';

const definition = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.org}
spec:
  group: example.org
  scope: Namespaced
  names: {plural: widgets, kind: Widget, shortNames: [wd], categories: [all]}
  versions:
  - name: v1
    served: true
    storage: true
    subresources:
      status: {}
      scale: {specReplicasPath: .spec.size, statusReplicasPath: .status.ready}
    additionalPrinterColumns:
    - {name: Size, type: integer, jsonPath: .spec.size}
    - {name: Age, type: date, jsonPath: .metadata.creationTimestamp}
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            properties:
              size: {type: integer, minimum: 1, default: 1, description: How large it is.}
              colour: {type: string, enum: [red, blue]}
          status: {type: object, x-kubernetes-preserve-unknown-fields: true}
`;

const widget = (spec: string) =>
  `{"apiVersion":"example.org/v1","kind":"Widget","metadata":{"name":"one"},"spec":${spec}}`;

/** What kubectl does with a custom kind, from its definition to its end. */
export const customResourceSteps: readonly ClientStep[] = [
  {
    command: 'apply -f -',
    stdin: definition,
    output: /customresourcedefinition\S+\/widgets\.example\.org created/,
  },
  {
    command:
      'wait crd/widgets.example.org --for=condition=Established --timeout=5s',
    output: /condition met/,
  },
  { command: 'get crds', output: /NAME\s+CREATED AT\nwidgets\.example\.org/ },
  {
    command: 'api-resources --cached=false --api-group=example.org',
    output: /widgets\s+wd\s+example\.org\/v1\s+true\s+Widget/,
  },
  {
    command: 'apply -f -',
    stdin: widget('{}'),
    output: /widget\.example\.org\/one created/,
  },
  {
    command: 'apply -f -',
    stdin: widget('{"size":3}'),
    output: /configured/,
  },
  {
    command: 'apply -f -',
    stdin: widget('{"size":3}'),
    output: /unchanged/,
  },
  {
    command: 'apply -f -',
    stdin: widget('{"sise":3}'),
    code: 1,
    output: /strict decoding error: unknown field "spec\.sise"/,
  },
  {
    command: 'apply -f -',
    stdin: widget('{"size":0}'),
    code: 1,
    output:
      /The Widget "one" is invalid: spec\.size: Invalid value: 0: spec\.size in body should be greater than or equal to 1/,
  },
  {
    command: 'apply --server-side --field-manager=other -f -',
    stdin: widget('{"colour":"red"}'),
    output: /serverside-applied/,
  },
  { command: 'get wd', output: /NAME\s+SIZE\s+AGE\none\s+3\s+\d+s/ },
  { command: 'get all', output: /widget\.example\.org\/one/ },
  { command: 'scale wd/one --replicas=5', output: /scaled/ },
  {
    command: 'patch wd one --type=merge -p {"spec":{"colour":"blue"}}',
    output: /patched/,
  },
  {
    command: 'get wd one -o jsonpath={.spec}',
    output: /^\{"colour":"blue","size":5\}$/,
  },
  {
    command: 'explain widget.spec.size',
    output: /FIELD: size <integer>[^]*How large it is\./,
  },
  { command: 'describe wd one', output: /Kind:\s+Widget[^]*Size:\s+5/ },
  { command: 'delete crd widgets.example.org', output: /deleted/ },
];

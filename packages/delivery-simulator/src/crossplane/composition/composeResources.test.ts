import type { KubernetesObject } from '@orrery/kubernetes-model';
import { type ComposedTemplate, composedTemplatesOf } from './Composition';
import { composeResources } from './composeResources';

const composite: KubernetesObject = {
  apiVersion: 'x.example/v1',
  kind: 'XDatabase',
  metadata: { name: 'orders-abcde', uid: 'u1' },
  spec: { region: 'eu', size: 'large' },
};

function template(more: Partial<ComposedTemplate> = {}): ComposedTemplate {
  return {
    name: 'db',
    base: { apiVersion: 'db.example/v1', kind: 'Instance', spec: {} },
    ...more,
  };
}

function compose(
  templates: readonly ComposedTemplate[],
  observed: ReadonlyMap<string, KubernetesObject> = new Map(),
) {
  return composeResources({
    composite,
    templates,
    observed,
    secretOf: () => ({ password: 'from the secret' }),
  });
}

describe('composeResources()', () => {
  it('patches fields of the composite into the base, and notes the template', () => {
    const { resources } = compose([
      template({
        patches: [
          {
            fromFieldPath: 'spec.region',
            toFieldPath: 'spec.forProvider.region',
          },
          {
            type: 'CombineFromComposite',
            toFieldPath: 'metadata.name',
            combine: {
              variables: [
                { fromFieldPath: 'spec.region' },
                { fromFieldPath: 'metadata.name' },
              ],
              string: { fmt: '%s-%s' },
            },
          },
        ],
      }),
    ]);
    expect(resources).toEqual([
      {
        template: 'db',
        object: {
          apiVersion: 'db.example/v1',
          kind: 'Instance',
          metadata: {
            name: 'eu-orders-abcde',
            annotations: { 'crossplane.io/composition-resource-name': 'db' },
          },
          spec: { forProvider: { region: 'eu' } },
        },
      },
    ]);
  });

  it('skips a patch whose source is missing, and the whole resource when it is required', () => {
    const fromFieldPath = 'status.endpoint';
    const optional = compose([
      template({ patches: [{ fromFieldPath, toFieldPath: 'spec.endpoint' }] }),
    ]);
    const required = compose([
      template({
        patches: [
          {
            fromFieldPath,
            toFieldPath: 'spec.endpoint',
            policy: { fromFieldPath: 'Required' },
          },
        ],
      }),
    ]);
    expect([
      optional.resources[0].object.spec,
      required.resources,
      required.unready,
    ]).toEqual([{}, [], ['db']]);
  });

  it('names template and patch when a patch cannot be applied', () => {
    expect(() =>
      compose([
        template({
          patches: [
            {
              fromFieldPath: 'spec.size',
              toFieldPath: 'spec.machine',
              transforms: [{ type: 'map', map: { small: 's' } }],
            },
          ],
        }),
      ]),
    ).toThrow(
      'cannot compose resources: db: patch 0: map: key large is not found in map',
    );
  });

  it('carries back what exists, tells what is ready and collects connection details', () => {
    const present: KubernetesObject = {
      metadata: { name: 'db-1' },
      status: {
        address: '10.0.0.7',
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    };
    const composed = compose(
      [
        template({
          patches: [
            {
              type: 'ToCompositeFieldPath',
              fromFieldPath: 'status.address',
              toFieldPath: 'status.address',
            },
          ],
          connectionDetails: [
            {
              type: 'FromFieldPath',
              name: 'host',
              fromFieldPath: 'status.address',
            },
            {
              type: 'FromConnectionSecretKey',
              name: 'password',
              fromConnectionSecretKey: 'password',
            },
            { type: 'FromValue', name: 'port', value: '5432' },
            { type: 'FromFieldPath', name: 'ca', fromFieldPath: 'status.ca' },
          ],
        }),
        template({ name: 'other' }),
      ],
      new Map([['db', present]]),
    );
    expect([
      composed.composite.status,
      composed.unready,
      composed.connectionDetails,
    ]).toEqual([
      { address: '10.0.0.7' },
      ['other'],
      { host: '10.0.0.7', password: 'from the secret', port: '5432' },
    ]);
  });

  it.each<[NonNullable<ComposedTemplate['readinessChecks']>, boolean]>([
    [[{ type: 'None' }], true],
    [[{ type: 'NonEmpty', fieldPath: 'status.address' }], true],
    [[{ type: 'NonEmpty', fieldPath: 'status.ca' }], false],
    [
      [{ type: 'MatchString', fieldPath: 'status.state', matchString: 'up' }],
      true,
    ],
    [
      [{ type: 'MatchString', fieldPath: 'status.state', matchString: 'down' }],
      false,
    ],
    [
      [
        {
          type: 'MatchCondition',
          matchCondition: { type: 'Synced', status: 'True' },
        },
      ],
      true,
    ],
  ])('judges readiness by %j', (readinessChecks, isReady) => {
    const present: KubernetesObject = {
      metadata: { name: 'db-1' },
      status: {
        address: '10.0.0.7',
        state: 'up',
        conditions: [{ type: 'Synced', status: 'True' }],
      },
    };
    const { unready } = compose(
      [template({ readinessChecks })],
      new Map([['db', present]]),
    );
    expect(unready).toEqual(isReady ? [] : ['db']);
  });
});

describe('composedTemplatesOf()', () => {
  const composition = (spec: object): KubernetesObject => ({
    metadata: { name: 'c' },
    spec,
  });

  it('reads the templates of either mode', () => {
    const resources = [template()];
    expect([
      composedTemplatesOf(composition({ mode: 'Resources', resources })),
      composedTemplatesOf(
        composition({
          mode: 'Pipeline',
          pipeline: [
            {
              step: 'one',
              functionRef: { name: 'function-patch-and-transform' },
              input: { resources },
            },
            { step: 'two', functionRef: { name: 'function-auto-ready' } },
          ],
        }),
      ),
    ]).toEqual([resources, resources]);
  });

  it('refuses a function that is not installed', () => {
    expect(() =>
      composedTemplatesOf(
        composition({
          mode: 'Pipeline',
          pipeline: [{ step: 'kcl', functionRef: { name: 'function-kcl' } }],
        }),
      ),
    ).toThrow('cannot get gRPC client connection for Function "function-kcl"');
  });
});

import { startTestApiServer } from './testing/startTestApiServer';

type TestServer = Awaited<ReturnType<typeof startTestApiServer>>;

const group = 'example.org';
const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const widgets = `/apis/${group}/v1/namespaces/default/widgets`;

const schema = {
  openAPIV3Schema: {
    type: 'object',
    required: ['spec'],
    properties: {
      spec: {
        type: 'object',
        properties: {
          size: { type: 'integer', minimum: 1, default: 1 },
          colour: { type: 'string', enum: ['red', 'blue'] },
          parts: {
            type: 'array',
            'x-kubernetes-list-type': 'map',
            'x-kubernetes-list-map-keys': ['name'],
            items: {
              type: 'object',
              properties: {
                name: { type: 'string' },
                count: { type: 'integer' },
              },
            },
          },
        },
      },
      status: {
        type: 'object',
        properties: {
          ready: { type: 'integer' },
          selector: { type: 'string' },
        },
      },
    },
  },
};

const version = {
  name: 'v1',
  served: true,
  storage: true,
  schema,
  subresources: {
    status: {},
    scale: {
      specReplicasPath: '.spec.size',
      statusReplicasPath: '.status.ready',
      labelSelectorPath: '.status.selector',
    },
  },
  additionalPrinterColumns: [
    { name: 'Size', type: 'integer', jsonPath: '.spec.size' },
    { name: 'Colour', type: 'string', jsonPath: '.spec.colour' },
  ],
};

function definition(kind = 'Widget', overrides: object = {}) {
  const plural = `${kind.toLowerCase()}s`;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { plural, kind, shortNames: ['wd'], categories: ['all'] },
      versions: [
        version,
        { name: 'v1beta1', served: true, storage: false, schema },
      ],
      ...overrides,
    },
  };
}

const widget = (spec: object, name = 'one') => ({
  apiVersion: `${group}/v1`,
  kind: 'Widget',
  metadata: { name },
  spec,
});

describe('startApiServer(): custom resources', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestApiServer();
    await server.call('POST', definitions, definition());
  });
  afterEach(() => server.close());

  it('serves a new kind at once, in discovery and OpenAPI too', async () => {
    const { json: groupInfo } = await server.call('GET', `/apis/${group}`);
    expect(groupInfo.preferredVersion).toEqual({
      groupVersion: `${group}/v1`,
      version: 'v1',
    });
    const { json: list } = await server.call('GET', `/apis/${group}/v1`);
    expect(list.resources.map(each => each.name)).toEqual([
      'widgets',
      'widgets/status',
      'widgets/scale',
    ]);
    const { json: document } = await server.call(
      'GET',
      `/openapi/v3/apis/${group}/v1`,
    );
    const described = document.components.schemas['org.example.v1.Widget'];
    expect(described.properties.spec.properties.size.type).toBe('integer');
    expect(described['x-kubernetes-group-version-kind']).toEqual([
      { group, version: 'v1', kind: 'Widget' },
    ]);
  });

  it('says in the conditions that the kind is established', async () => {
    const events = await server.watch(
      `${definitions}?watch=true&resourceVersion=1`,
      2,
    );
    const status = [...events].pop()?.object.status;
    expect(status?.conditions.map(each => [each.type, each.status])).toEqual([
      ['NamesAccepted', 'True'],
      ['Established', 'True'],
    ]);
    expect(status?.storedVersions).toEqual(['v1']);
  });

  it('fills defaults, prunes, and refuses unknown fields when asked to', async () => {
    const body = widget({ colour: 'red', shape: 'round' });
    const strict = await server.call(
      'POST',
      `${widgets}?fieldValidation=Strict`,
      body,
    );
    expect(strict.json.message).toBe(
      'Widget in version "v1" cannot be handled as a Widget: strict decoding error: unknown field "spec.shape"',
    );
    const created = await server.call('POST', widgets, body);
    expect(created.json.spec).toEqual({ size: 1, colour: 'red' });
    expect(created.headers.warning).toContain(
      String.raw`unknown field \"spec.shape\"`,
    );
  });

  it('words breaches of the schema as the API server does', async () => {
    const { code, json } = await server.call(
      'POST',
      widgets,
      widget({ size: 0, colour: 'pink' }),
    );
    expect([code, json.message]).toEqual([
      422,
      'Widget.example.org "one" is invalid: [spec.size: Invalid value: 0: spec.size in body should be greater than or ' +
        'equal to 1, spec.colour: Unsupported value: "pink": supported values: "red", "blue"]',
    ]);
  });

  it('shows one object in every served version', async () => {
    await server.call('POST', widgets, widget({ size: 2 }));
    const older = await server.call('GET', widgets.replace('v1', 'v1beta1'));
    expect(older.json.items.map(each => each.apiVersion)).toEqual([
      `${group}/v1beta1`,
    ]);
    expect(server.store.list(`widgets.${group}`)[0].apiVersion).toBe(
      `${group}/v1`,
    );
  });

  it('prints the columns of the definition', async () => {
    await server.call('POST', widgets, widget({ size: 2 }));
    const { json } = await server.call('GET', widgets, undefined, {
      accept: 'application/json;as=Table;g=meta.k8s.io;v=v1',
    });
    expect(json.columnDefinitions.map(each => each.name)).toEqual([
      'Name',
      'Size',
      'Colour',
    ]);
    expect(json.rows.map(each => each.cells)).toEqual([['one', 2, null]]);
  });

  it('keeps the status apart and scales along the paths given', async () => {
    await server.call('POST', widgets, {
      ...widget({ size: 2 }),
      status: { ready: 9 },
    });
    expect(
      (await server.call('GET', `${widgets}/one`)).json.status,
    ).toBeUndefined();
    await server.call(
      'PATCH',
      `${widgets}/one/status`,
      { status: { ready: 1, selector: 'app=one' } },
      { 'content-type': 'application/merge-patch+json' },
    );
    const scaled = await server.call(
      'PATCH',
      `${widgets}/one/scale`,
      { spec: { replicas: 4 } },
      { 'content-type': 'application/merge-patch+json' },
    );
    expect([scaled.json.spec, scaled.json.status]).toEqual([
      { replicas: 4 },
      { replicas: 1, selector: 'app=one' },
    ]);
    const bad = await server.call(
      'PATCH',
      `${widgets}/one/status`,
      { status: { ready: 'all' } },
      { 'content-type': 'application/merge-patch+json' },
    );
    expect(bad.code).toBe(422);
    expect((await server.call('GET', `${widgets}/one`)).json.spec.size).toBe(4);
  });

  it('merges keyed lists of two appliers', async () => {
    const apply = (manager: string, part: object) =>
      server.call(
        'PATCH',
        `${widgets}/one?fieldManager=${manager}`,
        widget({ parts: [part] }),
        { 'content-type': 'application/apply-patch+yaml' },
      );
    await apply('a', { name: 'wheel', count: 4 });
    const { json } = await apply('b', { name: 'door', count: 2 });
    expect(json.spec.parts).toEqual([
      { name: 'wheel', count: 4 },
      { name: 'door', count: 2 },
    ]);
    const { code } = await apply('b', { name: 'wheel', count: 3 });
    expect(code).toBe(409);
  });

  it('does not take strategic merge patches', async () => {
    await server.call('POST', widgets, widget({ size: 2 }));
    const { code } = await server.call(
      'PATCH',
      `${widgets}/one`,
      { spec: { size: 3 } },
      { 'content-type': 'application/strategic-merge-patch+json' },
    );
    expect(code).toBe(415);
  });

  it('does not serve a definition whose names are taken', async () => {
    await server.call('POST', definitions, definition('Gadget'));
    const { code } = await server.call(
      'GET',
      widgets.replace('widgets', 'gadgets'),
    );
    expect(code).toBe(404);
  });

  it('creates nothing while the definition waits for its last objects', async () => {
    const held = widget({ size: 2 });
    await server.call('POST', widgets, {
      ...held,
      metadata: { ...held.metadata, finalizers: ['example.org/held'] },
    });
    await server.watch(`${definitions}?watch=true&resourceVersion=1`, 2);
    await server.call('DELETE', `${definitions}/widgets.${group}`);
    const { code, json } = await server.call(
      'POST',
      widgets,
      widget({ size: 2 }, 'two'),
    );
    expect([code, json.message]).toEqual([
      405,
      'create not allowed while custom resource definition is terminating',
    ]);
  });

  it('removes the objects with their definition, and stops serving', async () => {
    await server.call('POST', widgets, widget({ size: 2 }));
    const gone = server.watch(`${widgets}?watch=true`, 2);
    await server.call('DELETE', `${definitions}/widgets.${group}`);
    expect((await gone).map(event => event.type)).toEqual(['ADDED', 'DELETED']);
  });

  it.each([
    [
      'another name',
      { metadata: { name: 'x.example.org' } },
      'metadata.name: Invalid value: "x.example.org": must be spec.names.plural+"."+spec.group',
    ],
    [
      'no storage version',
      {
        spec: {
          ...definition('Part').spec,
          versions: [{ ...version, storage: false }],
        },
      },
      'must have exactly one version marked as storage version',
    ],
    [
      'an untyped field',
      {
        spec: {
          ...definition('Part').spec,
          versions: [
            {
              ...version,
              schema: {
                openAPIV3Schema: { type: 'object', properties: { spec: {} } },
              },
            },
          ],
        },
      },
      'properties[spec].type: Required value: must not be empty for specified object fields',
    ],
  ])('refuses a definition with %s', async (_, overrides, message) => {
    const { code, json } = await server.call('POST', definitions, {
      ...definition('Part'),
      ...overrides,
    });
    expect([code, String(json.message)]).toEqual([
      422,
      expect.stringContaining(message),
    ]);
  });
});

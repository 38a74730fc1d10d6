import { objectsAt, stringAt } from '../json/readJson';
import { startTestApiServer } from './testing/startTestApiServer';

type TestServer = Awaited<ReturnType<typeof startTestApiServer>>;

const namesOf = (list: object) =>
  objectsAt({ ...list }, 'items').map(item =>
    stringAt(item, 'metadata', 'name'),
  );

describe('startApiServer(): discovery', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestApiServer();
  });
  afterEach(() => server.close());

  it('describes itself: discovery in both forms, OpenAPI, version', async () => {
    const accept =
      'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';
    const aggregated = await server.call('GET', '/apis', undefined, { accept });
    expect(aggregated.headers['content-type']).toBe(
      'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
    );
    expect(namesOf(aggregated.json)).toContain('apps');
    const legacy = await server.call('GET', '/api/v1');
    expect(legacy.json.resources).toContainEqual({
      name: 'pods/eviction',
      singularName: '',
      namespaced: true,
      group: 'policy',
      version: 'v1',
      kind: 'Eviction',
      verbs: ['create'],
    });
    const index = (await server.call('GET', '/openapi/v3')).json.paths;
    const { json: document } = await server.call(
      'GET',
      String(index['apis/apps/v1'].serverRelativeURL),
    );
    expect(
      document.components.schemas['io.k8s.api.v1.Deployment'][
        'x-kubernetes-group-version-kind'
      ],
    ).toEqual([{ group: 'apps', version: 'v1', kind: 'Deployment' }]);
    const { json: swagger } = await server.call('GET', '/openapi/v2');
    expect(
      swagger.definitions['io.k8s.api.v1.Deployment'].properties.metadata.$ref,
    ).toBe('#/definitions/io.k8s.api.v1.ObjectMeta');
    const protobuf = await server.call('GET', '/openapi/v2', undefined, {
      accept: 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf',
    });
    expect([protobuf.code, protobuf.headers['content-type']]).toEqual([
      200,
      'application/com.github.proto-openapi.spec.v2.v1.0+protobuf',
    ]);
    expect(protobuf.text).toContain('io.k8s.api.v1.Deployment');
    expect((await server.call('GET', '/version')).json).toMatchObject({
      major: '1',
      minor: '32',
    });
  });
});

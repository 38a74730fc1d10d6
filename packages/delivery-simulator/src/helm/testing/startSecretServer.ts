import type { KubernetesObject } from '@orrery/kubernetes-model';
import {
  startLoopbackServer,
  type LoopbackServer,
} from '../../charts/http/startLoopbackServer';
import {
  jsonAnswer,
  type HttpAnswer,
  type HttpRequest,
} from '../../charts/http/HttpExchange';

/** As much of an API server as Helm needs for its storage: Secrets by name, in the namespace `shop`. */
export async function startSecretServer(
  secrets: Map<string, KubernetesObject>,
): Promise<LoopbackServer> {
  return startLoopbackServer({
    maxBodyBytes: 4 * 1024 * 1024,
    tooLarge: { status: 413 },
    onUnexpected: error => {
      throw error;
    },
    answer: async request => answer(request, secrets),
  });
}

function answer(
  { method, path, query, body }: HttpRequest,
  secrets: Map<string, KubernetesObject>,
): HttpAnswer {
  if (path === '/version') {
    return jsonAnswer(200, { major: '1', minor: '35', gitVersion: 'v1.35.0' });
  }
  if (path === '/api')
    return jsonAnswer(200, { kind: 'APIVersions', versions: ['v1'] });
  if (path === '/apis')
    return jsonAnswer(200, {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: [],
    });
  if (path === '/api/v1') {
    return jsonAnswer(200, {
      kind: 'APIResourceList',
      groupVersion: 'v1',
      resources: [],
    });
  }
  const [, name] =
    /^\/api\/v1\/namespaces\/shop\/secrets(?:\/(.+))?$/.exec(path) ?? [];
  if (name !== undefined && method === 'GET') {
    const secret = secrets.get(name);
    return secret === undefined ? notFound(name) : jsonAnswer(200, secret);
  }
  if (method === 'GET') {
    const wanted = (query.get('labelSelector') ?? '')
      .split(',')
      .map(term => term.split('='));
    const items = [...secrets.values()].filter(({ metadata }) =>
      wanted.every(
        ([key, value]) => key === '' || metadata.labels?.[key] === value,
      ),
    );
    return jsonAnswer(200, {
      kind: 'SecretList',
      apiVersion: 'v1',
      metadata: {},
      items,
    });
  }
  const written = readProtobufSecret(body);
  secrets.set(written.metadata.name, written);
  return jsonAnswer(method === 'POST' ? 201 : 200, written);
}

function notFound(name: string): HttpAnswer {
  return jsonAnswer(404, {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    reason: 'NotFound',
    message: `secrets "${name}" not found`,
    code: 404,
  });
}

/** Helm writes protobuf; what matters here are two texts in it, which are found without knowing its fields. */
function readProtobufSecret(body: Buffer): KubernetesObject {
  const text = body.toString('latin1');
  const name = /sh\.helm\.release\.v1\.[a-z0-9.-]+/.exec(text)?.[0] ?? '';
  const release = /H4sI[A-Za-z0-9+/]+=*/.exec(text)?.[0] ?? '';
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: 'shop' },
    data: { release: Buffer.from(release).toString('base64') },
  };
}

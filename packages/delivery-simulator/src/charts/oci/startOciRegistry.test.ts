import { redisCacheChart } from '../demo/redisCacheChart';
import { digestOf } from './OciStore';
import { startOciRegistry, type OciRegistry } from './startOciRegistry';

const onUnexpected = (error: unknown) => {
  throw error;
};
const manifestType = 'application/vnd.oci.image.manifest.v1+json';

describe('startOciRegistry()', () => {
  let registry: OciRegistry;

  beforeEach(async () => {
    const charts = ['0.4.0', '0.4.2', '0.5.0+b.1'].map(version => ({
      files: redisCacheChart(version, '7'),
      createdAtMs: 0,
    }));
    registry = await startOciRegistry({ charts, onUnexpected });
  });
  afterEach(() => registry.stop());

  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`http://127.0.0.1:${registry.port}${path}`, {
      redirect: 'manual',
      ...init,
    });
    const text = await response.text();
    return {
      status: response.status,
      text,
      header: (name: string) => response.headers.get(name),
      json: (): unknown => JSON.parse(text),
    };
  };
  const code = (answer: { json: () => unknown }) => answer.json();
  const error = (name: string) => ({
    errors: [expect.objectContaining({ code: name })],
  });
  const push = async (repository: string, content: string) => {
    const { header } = await ask(`/v2/${repository}/blobs/uploads/`, {
      method: 'POST',
    });
    return ask(
      `${header('location')}?digest=${digestOf(Buffer.from(content))}`,
      { method: 'PUT', body: content },
    );
  };
  const manifestOf = (config: string, more: object = {}) =>
    JSON.stringify({
      schemaVersion: 2,
      mediaType: manifestType,
      config: {
        mediaType: 'application/x.config',
        digest: digestOf(Buffer.from(config)),
        size: config.length,
      },
      layers: [],
      ...more,
    });
  const putManifest = (path: string, body: string) =>
    ask(path, {
      method: 'PUT',
      body,
      headers: { 'Content-Type': manifestType },
    });

  it('says that it is one', async () => {
    const answer = await ask('/v2/');
    expect([
      answer.status,
      answer.json(),
      answer.header('docker-distribution-api-version'),
    ]).toEqual([200, {}, 'registry/2.0']);
  });

  it('lists repositories and tags, a page at a time', async () => {
    expect((await ask('/v2/_catalog')).json()).toEqual({
      repositories: ['charts/redis-cache'],
    });
    const tags = '/v2/charts/redis-cache/tags/list';
    expect((await ask(tags)).json()).toEqual({
      name: 'charts/redis-cache',
      tags: ['0.4.0', '0.4.2', '0.5.0_b.1'],
    });
    const first = await ask(`${tags}?n=2`);
    expect(first.json()).toEqual({
      name: 'charts/redis-cache',
      tags: ['0.4.0', '0.4.2'],
    });
    expect(first.header('link')).toBe(`<${tags}?n=2&last=0.4.2>; rel="next"`);
    const second = await ask(`${tags}?n=2&last=0.4.2`);
    expect([second.json(), second.header('link')]).toEqual([
      { name: 'charts/redis-cache', tags: ['0.5.0_b.1'] },
      null,
    ]);
  });

  it('serves a chart by tag and by digest, with the media types of Helm', async () => {
    const byTag = await ask('/v2/charts/redis-cache/manifests/0.4.2');
    const digest = byTag.header('docker-content-digest');
    expect(byTag.header('content-type')).toBe(manifestType);
    const manifest: {
      config: { mediaType: string };
      layers: { mediaType: string; digest: string; size: number }[];
    } = JSON.parse(byTag.text);
    expect([manifest.config.mediaType, manifest.layers[0].mediaType]).toEqual([
      'application/vnd.cncf.helm.config.v1+json',
      'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
    ]);
    expect((await ask(`/v2/charts/redis-cache/manifests/${digest}`)).text).toBe(
      byTag.text,
    );
    const blob = `/v2/charts/redis-cache/blobs/${manifest.layers[0].digest}`;
    const head = await ask(blob, { method: 'HEAD' });
    expect([head.status, head.text, head.header('content-length')]).toEqual([
      200,
      '',
      String(manifest.layers[0].size),
    ]);
  });

  it('takes a blob at once, after a request, and in chunks', async () => {
    const atOnce = await ask(
      `/v2/a/blobs/uploads/?digest=${digestOf(Buffer.from('one'))}`,
      { method: 'POST', body: 'one' },
    );
    expect([atOnce.status, atOnce.header('location')]).toEqual([
      201,
      `/v2/a/blobs/${digestOf(Buffer.from('one'))}`,
    ]);
    expect((await push('a', 'two')).status).toBe(201);
    const started = await ask('/v2/a/blobs/uploads/', { method: 'POST' });
    const location = started.header('location') ?? '';
    const chunk = (body: string, range: string) =>
      ask(location, {
        method: 'PATCH',
        body,
        headers: { 'Content-Range': range },
      });
    expect([started.status, started.header('range')]).toEqual([202, '0-0']);
    expect((await chunk('thr', '0-2')).header('range')).toBe('0-2');
    const wrong = await chunk('xx', '7-8');
    expect([wrong.status, wrong.header('range')]).toEqual([416, '0-2']);
    expect((await ask(location)).header('range')).toBe('0-2');
    expect((await chunk('ee', '3-4')).status).toBe(202);
    const done = await ask(
      `${location}?digest=${digestOf(Buffer.from('three'))}`,
      { method: 'PUT' },
    );
    expect(done.status).toBe(201);
    expect((await ask(done.header('location') ?? '')).text).toBe('three');
    expect(code(await ask(location))).toEqual(error('BLOB_UPLOAD_UNKNOWN'));
  });

  it('takes a blob over from another repository', async () => {
    await push('a', 'shared');
    const digest = digestOf(Buffer.from('shared'));
    expect(
      (
        await ask(`/v2/b/blobs/uploads/?mount=${digest}&from=a`, {
          method: 'POST',
        })
      ).status,
    ).toBe(201);
    expect((await ask(`/v2/b/blobs/${digest}`)).text).toBe('shared');
    expect(
      (
        await ask(
          `/v2/b/blobs/uploads/?mount=${digestOf(Buffer.from('x'))}&from=a`,
          { method: 'POST' },
        )
      ).status,
    ).toBe(202);
  });

  it('gives up an upload on request', async () => {
    const { header } = await ask('/v2/a/blobs/uploads/', { method: 'POST' });
    expect(
      (await ask(header('location') ?? '', { method: 'DELETE' })).status,
    ).toBe(204);
    expect((await ask(header('location') ?? '')).status).toBe(404);
  });

  it('takes manifests whose blobs are there, and tells who refers to them', async () => {
    await push('a', '{}');
    const body = manifestOf('{}');
    const digest = digestOf(Buffer.from(body));
    const put = await putManifest('/v2/a/manifests/v1', body);
    expect([
      put.status,
      put.header('docker-content-digest'),
      put.header('location'),
    ]).toEqual([201, digest, `/v2/a/manifests/${digest}`]);
    const signature = manifestOf('{}', {
      artifactType: 'application/x.signature',
      subject: { mediaType: manifestType, digest, size: body.length },
    });
    const signed = await putManifest(
      `/v2/a/manifests/${digestOf(Buffer.from(signature))}`,
      signature,
    );
    expect(signed.header('oci-subject')).toBe(digest);
    expect((await ask(`/v2/a/referrers/${digest}`)).json()).toMatchObject({
      schemaVersion: 2,
      manifests: [{ artifactType: 'application/x.signature' }],
    });
    const filtered = await ask(`/v2/a/referrers/${digest}?artifactType=other`);
    expect([
      filtered.json(),
      filtered.header('oci-filters-applied'),
    ]).toMatchObject([{ manifests: [] }, 'artifactType']);
    expect(
      (await ask(`/v2/a/manifests/${digest}`, { method: 'DELETE' })).status,
    ).toBe(202);
    expect(code(await ask('/v2/a/manifests/v1'))).toEqual(
      error('MANIFEST_UNKNOWN'),
    );
    expect((await ask('/v2/a/tags/list')).json()).toEqual({
      name: 'a',
      tags: [],
    });
  });

  it('deletes a tag alone, and a blob', async () => {
    expect(
      (
        await ask('/v2/charts/redis-cache/manifests/0.4.0', {
          method: 'DELETE',
        })
      ).status,
    ).toBe(202);
    expect(
      (await ask('/v2/charts/redis-cache/tags/list')).json(),
    ).toMatchObject({ tags: ['0.4.2', '0.5.0_b.1'] });
    await push('a', 'blob');
    const path = `/v2/a/blobs/${digestOf(Buffer.from('blob'))}`;
    expect([
      (await ask(path, { method: 'DELETE' })).status,
      (await ask(path)).status,
    ]).toEqual([202, 404]);
  });

  it('refuses what does not fit, in the words of the specification', async () => {
    const wrong = await ask('/v2/a/blobs/uploads/?digest=sha256:00', {
      method: 'POST',
      body: 'x',
    });
    expect([wrong.status, code(wrong)]).toEqual([400, error('DIGEST_INVALID')]);
    const absent = await putManifest(
      '/v2/a/manifests/v1',
      manifestOf('absent'),
    );
    expect([absent.status, code(absent)]).toEqual([
      400,
      error('MANIFEST_BLOB_UNKNOWN'),
    ]);
    expect(code(await putManifest('/v2/a/manifests/v1', '[]'))).toEqual(
      error('MANIFEST_INVALID'),
    );
    expect(code(await putManifest('/v2/a/manifests/-bad', '{}'))).toEqual(
      error('MANIFEST_INVALID'),
    );
    expect(
      code(await putManifest(`/v2/a/manifests/sha256:${'0'.repeat(64)}`, '{}')),
    ).toEqual(error('DIGEST_INVALID'));
    expect(code(await ask('/v2/nope/tags/list'))).toEqual(
      error('NAME_UNKNOWN'),
    );
    expect(code(await ask('/v2/nope/manifests/v1'))).toEqual(
      error('NAME_UNKNOWN'),
    );
    expect(code(await ask('/v2/UPPER/manifests/v1'))).toEqual(
      error('NAME_INVALID'),
    );
    expect(code(await ask('/v2/charts/redis-cache/blobs/sha256:00'))).toEqual(
      error('BLOB_UNKNOWN'),
    );
    expect(
      code(await ask('/v2/charts/redis-cache/tags/list', { method: 'POST' })),
    ).toEqual(error('UNSUPPORTED'));
    const large = await ask('/v2/a/blobs/uploads/', {
      method: 'POST',
      body: new Uint8Array(9 * 1024 * 1024),
    });
    expect([large.status, code(large)]).toEqual([413, error('SIZE_INVALID')]);
    expect((await ask('/v1/')).status).toBe(404);
  });

  it('wants a name for pushing', async () => {
    const closed = await startOciRegistry({
      users: new Map([['ada', 'x']]),
      allowsAnonymousReads: true,
      onUnexpected,
    });
    const url = `http://127.0.0.1:${closed.port}/v2/`;
    const refused = await fetch(`${url}a/blobs/uploads/`, { method: 'POST' });
    const headers = {
      Authorization: `Basic ${Buffer.from('ada:x').toString('base64')}`,
    };
    const taken = await fetch(`${url}a/blobs/uploads/`, {
      method: 'POST',
      headers,
    });
    const read = await fetch(url);
    await closed.stop();
    expect([
      refused.status,
      refused.headers.get('www-authenticate'),
      taken.status,
      read.status,
    ]).toEqual([401, 'Basic realm="Registry"', 202, 200]);
  });
});

import type { HttpAnswer, HttpRequest } from '../http/HttpExchange';
import { ociError } from './OciError';
import { digestOf, type OciStore } from './OciStore';

/** Uploads of blobs: at once, in one or many chunks, or taken over from another repository. */
export function answerUpload(
  request: HttpRequest,
  store: OciStore,
  name: string,
  id: string,
): HttpAnswer {
  if (request.method === 'POST' && id === '')
    return start(request, store, name);
  const content = store.upload(name, id);
  if (content === undefined) return ociError('BLOB_UPLOAD_UNKNOWN', { id });
  switch (request.method) {
    case 'GET':
      return progress(204, name, id, content.length);
    case 'PATCH':
      return append(request, store, name, id, content.length);
    case 'PUT':
      return finish(request, store, name, id);
    case 'DELETE':
      store.endUpload(id);
      return { status: 204 };
    default:
      return ociError('UNSUPPORTED');
  }
}

function start(
  { query, body }: HttpRequest,
  store: OciStore,
  name: string,
): HttpAnswer {
  const mount = query.get('mount');
  const shared =
    mount === null ? undefined : store.blob(query.get('from') ?? '', mount);
  if (shared !== undefined) return keep(store, name, shared, mount);
  const digest = query.get('digest');
  if (digest !== null) return keep(store, name, Buffer.from(body), digest);
  return progress(202, name, store.startUpload(name), 0);
}

function append(
  { headers, body }: HttpRequest,
  store: OciStore,
  name: string,
  id: string,
  size: number,
): HttpAnswer {
  const [, from] =
    /^(?:bytes[ =])?(\d+)-\d+/.exec(headers['content-range'] ?? '') ?? [];
  if (from !== undefined && Number(from) !== size) {
    return {
      ...ociError('BLOB_UPLOAD_INVALID', { expected: size }),
      headers: rangeOf(name, id, size),
    };
  }
  if (!store.appendUpload(id, body))
    return ociError('DENIED', 'the registry is full');
  return progress(202, name, id, size + body.length);
}

function finish(
  { query, body }: HttpRequest,
  store: OciStore,
  name: string,
  id: string,
): HttpAnswer {
  if (!store.appendUpload(id, body))
    return ociError('DENIED', 'the registry is full');
  const content = store.upload(name, id) ?? Buffer.alloc(0);
  store.endUpload(id);
  return keep(store, name, content, query.get('digest'));
}

function keep(
  store: OciStore,
  name: string,
  content: Buffer,
  expected: string | null,
): HttpAnswer {
  const digest = digestOf(content);
  if (digest !== expected)
    return ociError('DIGEST_INVALID', { digest: expected, actual: digest });
  if (!store.putBlob(name, content))
    return ociError('DENIED', 'the registry is full');
  return {
    status: 201,
    headers: {
      Location: `/v2/${name}/blobs/${digest}`,
      'Docker-Content-Digest': digest,
    },
  };
}

function progress(
  status: number,
  name: string,
  id: string,
  size: number,
): HttpAnswer {
  return { status, headers: rangeOf(name, id, size) };
}

function rangeOf(
  name: string,
  id: string,
  size: number,
): Record<string, string> {
  return {
    Location: `/v2/${name}/blobs/uploads/${id}`,
    'Docker-Upload-UUID': id,
    Range: `0-${Math.max(size - 1, 0)}`,
  };
}

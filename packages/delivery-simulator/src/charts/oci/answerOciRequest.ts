import { checkBasicAuth, type ServerUsers } from '../http/checkBasicAuth';
import {
  jsonAnswer,
  type HttpAnswer,
  type HttpRequest,
} from '../http/HttpExchange';
import { answerManifest } from './answerManifest';
import { answerUpload } from './answerUpload';
import { ociError } from './OciError';
import type { OciStore } from './OciStore';

const namePattern =
  /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const maxNameLength = 255;

/** Answers as a registry of the OCI distribution specification 1.1. */
export function answerOciRequest(
  request: HttpRequest,
  store: OciStore,
  users: ServerUsers,
): HttpAnswer {
  const answer = checkBasicAuth(request, users)
    ? route(request, store)
    : ociError('UNAUTHORIZED', undefined, {
        'WWW-Authenticate': 'Basic realm="Registry"',
      });
  return {
    ...answer,
    headers: {
      'Docker-Distribution-API-Version': 'registry/2.0',
      ...answer.headers,
    },
  };
}

function route(request: HttpRequest, store: OciStore): HttpAnswer {
  const { path } = request;
  if (path === '/v2/' || path === '/v2') return jsonAnswer(200, {});
  if (path === '/v2/_catalog') {
    return page(request, '/v2/_catalog', store.repositories(), names => ({
      repositories: names,
    }));
  }
  const found =
    /^\/v2\/(.+?)\/(?:(manifests|blobs|referrers)\/([^/]+)|(tags)\/list|(?:blobs\/(uploads))\/([^/]*))$/.exec(
      path,
    );
  if (found === null) return { status: 404 };
  const [, name, kind, reference, tags, uploads, upload] = found;
  if (!namePattern.test(name) || name.length > maxNameLength)
    return ociError('NAME_INVALID', { name });
  if (uploads !== undefined) return answerUpload(request, store, name, upload);
  if (tags !== undefined) return answerTags(request, store, name);
  switch (kind) {
    case 'manifests':
      return answerManifest(request, store, name, reference);
    case 'blobs':
      return answerBlob(request, store, name, reference);
    default:
      return answerReferrers(request, store, name, reference);
  }
}

function answerTags(
  request: HttpRequest,
  store: OciStore,
  name: string,
): HttpAnswer {
  if (!isRead(request)) return ociError('UNSUPPORTED');
  if (!store.has(name)) return ociError('NAME_UNKNOWN', { name });
  return page(request, request.path, store.tags(name), tags => ({
    name,
    tags,
  }));
}

function answerBlob(
  request: HttpRequest,
  store: OciStore,
  name: string,
  digest: string,
): HttpAnswer {
  const content = store.blob(name, digest);
  if (request.method === 'DELETE') {
    return store.deleteBlob(name, digest)
      ? { status: 202 }
      : ociError('BLOB_UNKNOWN', { digest });
  }
  if (!isRead(request)) return ociError('UNSUPPORTED');
  if (content === undefined) return ociError('BLOB_UNKNOWN', { digest });
  return {
    status: 200,
    headers: {
      'Content-Type': 'application/octet-stream',
      'Docker-Content-Digest': digest,
    },
    body: content,
  };
}

function answerReferrers(
  request: HttpRequest,
  store: OciStore,
  name: string,
  digest: string,
): HttpAnswer {
  if (!isRead(request)) return ociError('UNSUPPORTED');
  const wanted = request.query.get('artifactType');
  const manifests = store
    .referrers(name, digest)
    .filter(({ artifactType }) => wanted === null || artifactType === wanted)
    .map(({ mediaType, digest: own, content, artifactType }) => ({
      mediaType,
      digest: own,
      size: content.length,
      artifactType,
    }));
  return jsonAnswer(
    200,
    {
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.index.v1+json',
      manifests,
    },
    {
      'Content-Type': 'application/vnd.oci.image.index.v1+json',
      ...(wanted === null ? {} : { 'OCI-Filters-Applied': 'artifactType' }),
    },
  );
}

function isRead({ method }: HttpRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** `n` entries behind `last`, and where the next are. */
function page(
  { query }: HttpRequest,
  path: string,
  all: readonly string[],
  body: (names: readonly string[]) => unknown,
): HttpAnswer {
  const last = query.get('last');
  const rest = last === null ? all : all.filter(name => name > last);
  const size = query.get('n');
  if (size === null || !/^\d{1,6}$/.test(size))
    return jsonAnswer(200, body(rest));
  const names = rest.slice(0, Number(size));
  const isLast = names.length === rest.length || names.length === 0;
  const next = `<${path}?n=${size}&last=${encodeURIComponent(
    names[names.length - 1] ?? '',
  )}>; rel="next"`;
  return jsonAnswer(200, body(names), isLast ? {} : { Link: next });
}

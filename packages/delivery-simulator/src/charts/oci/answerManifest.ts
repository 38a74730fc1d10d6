import { isJsonMap, type JsonMap } from '../../cluster/JsonMap';
import type { HttpAnswer, HttpRequest } from '../http/HttpExchange';
import { ociError } from './OciError';
import { digestOf, type OciStore, type StoredManifest } from './OciStore';

const tagPattern = /^\w[\w.-]{0,127}$/;
const digestPattern = /^sha256:[0-9a-f]{64}$/;
const maxManifestBytes = 4 * 1024 * 1024;

/** Reads, writes and deletes manifests by tag or digest. */
export function answerManifest(
  request: HttpRequest,
  store: OciStore,
  name: string,
  reference: string,
): HttpAnswer {
  switch (request.method) {
    case 'GET':
    case 'HEAD': {
      const manifest = store.manifest(name, reference);
      if (manifest !== undefined) return found(manifest);
      return store.has(name)
        ? ociError('MANIFEST_UNKNOWN', { name, reference })
        : ociError('NAME_UNKNOWN', { name });
    }
    case 'PUT':
      return put(request, store, name, reference);
    case 'DELETE':
      return store.deleteManifest(name, reference)
        ? { status: 202 }
        : ociError('MANIFEST_UNKNOWN', { name, reference });
    default:
      return ociError('UNSUPPORTED');
  }
}

function found({ mediaType, digest, content }: StoredManifest): HttpAnswer {
  return {
    status: 200,
    headers: {
      'Content-Type': mediaType,
      'Docker-Content-Digest': digest,
      ETag: `"${digest}"`,
    },
    body: content,
  };
}

function put(
  { body, headers }: HttpRequest,
  store: OciStore,
  name: string,
  reference: string,
): HttpAnswer {
  const digest = digestOf(body);
  const isDigest = digestPattern.test(reference);
  if (!isDigest && !tagPattern.test(reference))
    return ociError('MANIFEST_INVALID', { reference });
  if (isDigest && reference !== digest)
    return ociError('DIGEST_INVALID', { reference, digest });
  if (body.length > maxManifestBytes)
    return ociError('SIZE_INVALID', { limit: maxManifestBytes });
  const json = parseJson(body);
  if (json === undefined) return ociError('MANIFEST_INVALID');
  const missing = referencedDigests(json).find(
    blob =>
      store.blob(name, blob) === undefined &&
      store.manifest(name, blob) === undefined,
  );
  if (missing !== undefined)
    return ociError('MANIFEST_BLOB_UNKNOWN', { digest: missing });
  const subject = isJsonMap(json.subject) ? json.subject.digest : undefined;
  const config = isJsonMap(json.config) ? json.config.mediaType : undefined;
  const artifactType = json.artifactType ?? config;
  const mediaType = headers['content-type'] ?? json.mediaType;
  const isStored = store.putManifest(name, reference, {
    digest,
    mediaType:
      typeof mediaType === 'string'
        ? mediaType
        : 'application/vnd.oci.image.manifest.v1+json',
    content: Buffer.from(body),
    ...(typeof subject === 'string' ? { subject } : {}),
    ...(typeof artifactType === 'string' ? { artifactType } : {}),
  });
  if (!isStored) return ociError('DENIED', 'the registry is full');
  return {
    status: 201,
    headers: {
      Location: `/v2/${name}/manifests/${digest}`,
      'Docker-Content-Digest': digest,
      ...(typeof subject === 'string' ? { 'OCI-Subject': subject } : {}),
    },
  };
}

/** Blobs of an image, manifests of an index. */
function referencedDigests(json: JsonMap): string[] {
  const lists = [json.layers, json.manifests].filter(Array.isArray).flat();
  return [json.config, ...lists]
    .filter(isJsonMap)
    .map(({ digest }) => String(digest));
}

function parseJson(body: Buffer): JsonMap | undefined {
  try {
    const json: unknown = JSON.parse(body.toString('utf8'));
    return isJsonMap(json) && json.schemaVersion === 2 ? json : undefined;
  } catch {
    return undefined; // answered with MANIFEST_INVALID
  }
}

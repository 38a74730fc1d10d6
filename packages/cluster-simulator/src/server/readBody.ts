import type { IncomingMessage } from 'node:http';
import { parse as parseYaml, YAMLParseError } from 'yaml';
import {
  decodeKubernetesBody,
  protobufContentType,
} from '../protobuf/decodeKubernetesBody';
import { StatusError } from '../status/StatusError';
import { badRequest } from '../status/statusErrors';

/** As a real server: about three megabytes. */
const maxBodyBytes = 3 * 1024 * 1024;

/** The request's body as JSON, decoded from JSON, YAML or protobuf by its content type; undefined when empty. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBodyBytes) {
      throw new StatusError(
        'RequestEntityTooLarge',
        `Request entity too large: limit is ${maxBodyBytes}`,
      );
    }
    chunks.push(bytes);
  }
  if (size === 0) return undefined;
  const body = Buffer.concat(chunks);
  const contentType = (request.headers['content-type'] ?? 'application/json')
    .split(';')[0]
    .trim();
  if (contentType === protobufContentType) return decodeKubernetesBody(body);
  const text = body.toString('utf8');
  if (contentType.endsWith('yaml')) return parseYamlBody(text);
  if (contentType.endsWith('json')) return parseJsonBody(text);
  throw new StatusError(
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: application/json, ` +
      `application/yaml, ${protobufContentType}; got ${contentType}`,
  );
}

function parseJsonBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badRequest(
      `error decoding the body as JSON: ${
        error instanceof Error ? error.message : String(error)
      }`,
    );
  }
}

function parseYamlBody(text: string): unknown {
  if (text.trimStart().startsWith('{')) return parseJsonBody(text);
  try {
    return parseYaml(text);
  } catch (error) {
    if (error instanceof YAMLParseError)
      throw badRequest(`error decoding YAML: ${error.message}`);
    throw error;
  }
}

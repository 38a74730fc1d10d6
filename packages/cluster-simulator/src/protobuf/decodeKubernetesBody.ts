import { JsonObject, objectAt, stringAt } from '../json/readJson';
import { badRequest } from '../status/statusErrors';
import { StatusError } from '../status/StatusError';
import { decodeMessage } from './decodeMessage';
import { kubernetesMessage, messageOfKind } from './kubernetesMessages';

const magic = [0x6b, 0x38, 0x73, 0x00];

export const protobufContentType = 'application/vnd.kubernetes.protobuf';

/**
 * Reads the envelope that kubectl 1.32 and later send for typed requests: four magic bytes and an `Unknown`.
 *
 * @throws StatusError UnsupportedMediaType for a kind whose fields are not described.
 */
export function decodeKubernetesBody(body: Uint8Array): JsonObject {
  if (body.length < 4 || magic.some((byte, index) => body[index] !== byte)) {
    throw badRequest(
      'the body is not a Kubernetes protobuf message: its magic bytes are missing',
    );
  }
  const envelope = decodeMessage(
    body.subarray(4),
    'Unknown',
    kubernetesMessage,
  );
  const kind = stringAt(envelope, 'typeMeta', 'kind');
  const message = messageOfKind(
    stringAt(envelope, 'typeMeta', 'apiVersion'),
    kind,
  );
  if (message === undefined) {
    throw new StatusError(
      'UnsupportedMediaType',
      `the body of the request was in an unsupported format: ${protobufContentType} of kind "${kind}"; send JSON`,
    );
  }
  const raw = Buffer.from(stringAt(envelope, 'raw'), 'base64');
  return {
    ...objectAt(envelope, 'typeMeta'),
    ...decodeMessage(raw, message, kubernetesMessage),
  };
}

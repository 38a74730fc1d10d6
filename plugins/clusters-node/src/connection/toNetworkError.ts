import { ClusterError } from '../ClusterError';

/** What went wrong before an answer arrived, as a `ClusterError`. `what` names the call: `list pods in shop`. */
export function toNetworkError(
  clusterName: string,
  what: string,
  thrown: unknown,
): ClusterError {
  if (thrown instanceof ClusterError) return thrown;
  const { code, message } = faultOf(thrown);
  const isTimeout =
    code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT';
  return new ClusterError(
    `cluster ${clusterName}: ${what}: ${wordsFor(code) ?? message}`,
    {
      code: isTimeout ? 'timeout' : 'unreachable',
      clusterName,
      reason: code,
      cause: thrown,
    },
  );
}

/** Node's and undici's codes in words that a person can act on. */
const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  EPIPE: 'connection closed while sending',
  ENOTFOUND: 'host name not found',
  EAI_AGAIN: 'host name lookup failed',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  ETIMEDOUT: 'connection timed out',
  UND_ERR_CONNECT_TIMEOUT: 'connection timed out',
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
  UND_ERR_BODY_TIMEOUT: 'the answer stopped midway',
  UND_ERR_SOCKET: 'connection closed by the server',
  UND_ERR_DESTROYED: 'the connection was shut down',
  UND_ERR_CLOSED: 'the connection was shut down',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the server certificate is not trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'the server certificate is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the server certificate is not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the server certificate is not trusted',
  CERT_HAS_EXPIRED: 'the server certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'the server certificate is for another host name',
};

function wordsFor(code: string | undefined): string | undefined {
  return code === undefined ? undefined : words[code];
}

/** By shape, not by `instanceof`: errors of Node itself may come from another realm. */
function faultOf(thrown: unknown): { code?: string; message: string } {
  if (typeof thrown !== 'object' || thrown === null) {
    return { message: String(thrown) };
  }
  // Several addresses of one host fail together as an AggregateError without a message of its own.
  if ('errors' in thrown && Array.isArray(thrown.errors) && thrown.errors[0]) {
    return faultOf(thrown.errors[0]);
  }
  return {
    code:
      'code' in thrown && typeof thrown.code === 'string'
        ? thrown.code
        : undefined,
    message:
      'message' in thrown && typeof thrown.message === 'string'
        ? thrown.message
        : 'the connection failed',
  };
}

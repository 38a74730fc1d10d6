import type { Credential } from './CredentialSource';

export interface ExecCredential {
  readonly credential: Credential;
  /** Absent: valid until it is refused. */
  readonly expiresAtMs?: number;
}

/**
 * Output of an exec plugin, `client.authentication.k8s.io` v1 or v1beta1. Throws a `TypeError` that never quotes the output.
 */
export function parseExecCredential(output: string): ExecCredential {
  const { kind, status } = parseJson(output) as {
    kind?: unknown;
    status?: Record<string, unknown>;
  };
  if (kind !== 'ExecCredential' || typeof status !== 'object' || !status) {
    throw new TypeError('its output is not an ExecCredential with a status');
  }
  const { token, clientCertificateData, clientKeyData, expirationTimestamp } =
    status;
  const cert =
    typeof clientCertificateData === 'string'
      ? clientCertificateData
      : undefined;
  const key = typeof clientKeyData === 'string' ? clientKeyData : undefined;
  if (typeof token !== 'string' && (cert === undefined || key === undefined)) {
    throw new TypeError('its output has neither a token nor a certificate');
  }
  const expiresAtMs =
    typeof expirationTimestamp === 'string'
      ? Date.parse(expirationTimestamp)
      : undefined;
  if (Number.isNaN(expiresAtMs)) {
    throw new TypeError('its expirationTimestamp is not a time');
  }
  return {
    credential: {
      headers:
        typeof token === 'string' ? { authorization: `Bearer ${token}` } : {},
      cert,
      key,
    },
    expiresAtMs,
  };
}

function parseJson(output: string): object {
  let value: unknown;
  try {
    value = JSON.parse(output);
  } catch {
    // The parser's own message quotes the output, which may hold a token.
    throw new TypeError('its output is not JSON');
  }
  return typeof value === 'object' && value !== null ? value : {};
}

import { ClusterError, type ClusterErrorCode } from '../ClusterError';

/** The parts of a Kubernetes `Status` that errors are made of. */
export interface StatusBody {
  readonly message?: string;
  readonly reason?: string;
  readonly code?: number;
  readonly retryAfterSeconds?: number;
}

export interface StatusErrorInput {
  readonly clusterName: string;
  /** The call: `list pods in shop`. */
  readonly what: string;
  readonly status: number;
  readonly body?: StatusBody;
  /** Value of the `Retry-After` header: seconds, or an HTTP date. */
  readonly retryAfter?: string;
  readonly nowMs: number;
}

const defaultWords: Readonly<Record<number, string>> = {
  401: 'the credential was not accepted',
  403: 'forbidden',
  404: 'not found',
  410: 'the resource version is too old',
  429: 'too many requests',
  500: 'internal error',
  502: 'bad gateway',
  503: 'the server is currently unable to handle the request',
  504: 'the server timed out',
};

const codes: Readonly<Record<number, ClusterErrorCode>> = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  405: 'unsupported',
  406: 'unsupported',
  408: 'timeout',
  409: 'conflict',
  410: 'expired',
  413: 'invalid',
  415: 'unsupported',
  422: 'invalid',
  429: 'throttled',
  501: 'unsupported',
  504: 'timeout',
};

/** An HTTP error answer, or the Status of a watch ERROR event, as a `ClusterError`. */
export function toStatusError(input: StatusErrorInput): ClusterError {
  const { clusterName, what, status, body } = input;
  const words = body?.message ?? defaultWords[status] ?? 'unexpected answer';
  return new ClusterError(
    `cluster ${clusterName}: ${what}: ${status} ${words.slice(0, 1000)}`,
    {
      code: codeOf(status),
      clusterName,
      status,
      reason: body?.reason,
      retryAfterMs:
        retryAfterMs(input.retryAfter, input.nowMs) ??
        (body?.retryAfterSeconds === undefined
          ? undefined
          : body.retryAfterSeconds * 1000),
    },
  );
}

/** Reads what it can of a Status; anything else gives an empty body. */
export function parseStatusBody(value: unknown): StatusBody {
  if (typeof value !== 'object' || value === null) return {};
  const { message, reason, code, details } = value as Record<string, unknown>;
  const retryAfterSeconds =
    typeof details === 'object' && details !== null
      ? (details as Record<string, unknown>).retryAfterSeconds
      : undefined;
  return {
    message: typeof message === 'string' ? message : undefined,
    reason: typeof reason === 'string' ? reason : undefined,
    code: typeof code === 'number' ? code : undefined,
    retryAfterSeconds:
      typeof retryAfterSeconds === 'number' && retryAfterSeconds > 0
        ? retryAfterSeconds
        : undefined,
  };
}

function codeOf(status: number): ClusterErrorCode {
  return codes[status] ?? (status >= 500 ? 'unreachable' : 'malformed');
}

function retryAfterMs(
  header: string | undefined,
  nowMs: number,
): number | undefined {
  if (header === undefined) return undefined;
  const seconds = Number(header);
  if (header.trim() !== '' && Number.isFinite(seconds)) {
    return Math.max(0, seconds * 1000);
  }
  const dateMs = Date.parse(header);
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs);
}

import { StatusCause, StatusDetails, StatusError } from './StatusError';

/** What the messages are about: `{ plural: 'deployments', group: 'apps' }`. */
export interface ResourceName {
  readonly plural: string;
  readonly group: string;
}

export function notFound(resource: ResourceName, name: string): StatusError {
  return new StatusError(
    'NotFound',
    `${qualified(resource)} "${name}" not found`,
    {
      details: resourceDetails(resource, name),
    },
  );
}

/** Unknown path or verb-less endpoint. */
export function unknownPath(): StatusError {
  return new StatusError(
    'NotFound',
    'the server could not find the requested resource',
    {
      details: {},
    },
  );
}

export function methodNotAllowed(resource?: ResourceName): StatusError {
  return new StatusError(
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    { details: resource ? resourceDetails(resource) : {} },
  );
}

export function alreadyExists(
  resource: ResourceName,
  name: string,
): StatusError {
  return new StatusError(
    'AlreadyExists',
    `${qualified(resource)} "${name}" already exists`,
    {
      details: resourceDetails(resource, name),
    },
  );
}

export function generateNameExhausted(
  resource: ResourceName,
  name: string,
): StatusError {
  return new StatusError(
    'AlreadyExists',
    `${qualified(
      resource,
    )} "${name}" already exists, the server was not able to generate a unique name for the object`,
    { details: { ...resourceDetails(resource, name), retryAfterSeconds: 1 } },
  );
}

export function conflict(
  resource: ResourceName,
  name: string,
  why = 'the object has been modified; please apply your changes to the latest version and try again',
): StatusError {
  return new StatusError(
    'Conflict',
    `Operation cannot be fulfilled on ${qualified(resource)} "${name}": ${why}`,
    { details: resourceDetails(resource, name) },
  );
}

export function forbidden(
  resource: ResourceName,
  name: string | undefined,
  why: string,
  causes?: readonly StatusCause[],
): StatusError {
  const subject = name
    ? `${qualified(resource)} "${name}"`
    : qualified(resource);
  return new StatusError('Forbidden', `${subject} is forbidden: ${why}`, {
    details: {
      ...resourceDetails(resource, name),
      ...(causes ? { causes } : {}),
    },
  });
}

/** 422 with one cause per field; the message joins them as the API server does. */
export function invalid(
  kind: { readonly kind: string; readonly group: string },
  name: string,
  causes: readonly FieldProblem[],
): StatusError {
  const texts = causes.map(cause => `${cause.field}: ${cause.message}`);
  const list = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  const qualifiedKind = kind.group ? `${kind.kind}.${kind.group}` : kind.kind;
  return new StatusError(
    'Invalid',
    `${qualifiedKind} "${name}" is invalid: ${list}`,
    {
      details: {
        ...(name ? { name } : {}),
        ...(kind.group ? { group: kind.group } : {}),
        kind: kind.kind,
        causes: causes.map(({ reason, message, field }) => ({
          reason,
          message,
          field,
        })),
      },
    },
  );
}

export interface FieldProblem {
  readonly field: string;
  readonly reason:
    | 'FieldValueInvalid'
    | 'FieldValueRequired'
    | 'FieldValueDuplicate'
    | 'FieldValueNotSupported'
    | 'FieldValueForbidden'
    | 'FieldValueNotFound'
    | 'FieldValueTooLong'
    | 'FieldValueTooMany'
    | 'FieldValueTypeInvalid';
  /** Begins with the words of the reason: `Invalid value: -1: must be …`. */
  readonly message: string;
}

/** A problem of the commonest sort: a value that breaks a rule. */
export function invalidValue(
  field: string,
  value: unknown,
  rule: string,
): FieldProblem {
  return {
    field,
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${JSON.stringify(value)}: ${rule}`,
  };
}

export function badRequest(message: string): StatusError {
  return new StatusError('BadRequest', message);
}

export function expiredResourceVersion(
  requested: number,
  oldest: number,
): StatusError {
  return new StatusError(
    'Expired',
    `too old resource version: ${requested} (${oldest})`,
  );
}

function qualified({ plural, group }: ResourceName): string {
  return group ? `${plural}.${group}` : plural;
}

function resourceDetails(
  { plural, group }: ResourceName,
  name?: string,
): StatusDetails {
  return {
    ...(name ? { name } : {}),
    ...(group ? { group } : {}),
    kind: plural,
  };
}

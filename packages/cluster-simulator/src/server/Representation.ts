import { StatusError } from '../status/StatusError';

/** How objects are written: as they are, in JSON or YAML, as rows of a table, or metadata only. */
export type Representation = 'json' | 'yaml' | 'table' | 'metadata';

/** Picks the first representation of an `Accept` header that the server can write. */
export function negotiateRepresentation(
  accept: string | undefined,
): Representation {
  if (!accept) return 'json';
  for (const entry of accept.split(',')) {
    const [mediaType, ...parameters] = entry
      .split(';')
      .map(part => part.trim().toLowerCase());
    const as = parameters
      .find(parameter => parameter.startsWith('as='))
      ?.slice(3);
    if (mediaType === 'application/yaml' && !as) return 'yaml';
    const isJson = ['application/json', 'application/*', '*/*'].includes(
      mediaType,
    );
    if (!isJson || (as && !parameters.includes('g=meta.k8s.io'))) continue;
    if (!as) return 'json';
    if (!parameters.includes('v=v1')) continue;
    if (as === 'table') return 'table';
    if (as === 'partialobjectmetadata' || as === 'partialobjectmetadatalist')
      return 'metadata';
  }
  throw new StatusError(
    'NotAcceptable',
    'only the following media types are accepted: application/json, application/yaml, application/json;as=Table;v=v1;g=meta.k8s.io, ' +
      'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io',
  );
}

import { invalid } from '../../status/statusErrors';
import type { ApiRequest } from '../../server/ApiRequest';

export interface WriteOptions {
  readonly dryRun: boolean;
  readonly fieldManager: string;
  readonly fieldValidation: 'Strict' | 'Warn' | 'Ignore';
}

/** Reads the query parameters of a write; the field manager defaults to the client's program name. */
export function parseWriteOptions({
  query,
  headers,
}: Pick<ApiRequest, 'query' | 'headers'>): WriteOptions {
  const userAgent = headers['user-agent'] ?? 'unknown';
  const validation = query.get('fieldValidation');
  return {
    dryRun: parseDryRun(query.getAll('dryRun')),
    fieldManager: query.get('fieldManager') || userAgent.split('/')[0],
    fieldValidation:
      validation === 'Strict' || validation === 'Ignore' ? validation : 'Warn',
  };
}

export function parseDryRun(values: readonly string[]): boolean {
  const wrong = values.find(value => value !== 'All' && value !== '');
  if (wrong !== undefined) {
    throw invalid({ kind: 'CreateOptions', group: 'meta.k8s.io' }, '', [
      {
        field: 'dryRun',
        reason: 'FieldValueNotSupported',
        message: `Unsupported value: ${JSON.stringify(
          wrong,
        )}: supported values: "All"`,
      },
    ]);
  }
  return values.includes('All');
}

import type { WriteRequest } from '@orrery/delivery-simulator';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import { handleResource } from '../resources/handlers/handleResource';
import type { ResourceDefinition } from '../resources/ResourceDefinition';
import type { ApiContext } from '../server/ApiContext';
import { toServed } from '../server/writeObject';

/** A write as a client in the same process sends it. */
export interface Write {
  readonly verb: 'create' | 'update' | 'patch' | 'delete';
  readonly definition: ResourceDefinition;
  /** Dropped for cluster-scoped kinds. */
  readonly namespace?: string;
  /** Missing for `create`. */
  readonly name?: string;
  readonly subresource?: string;
  readonly contentType?: string;
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string | undefined>>;
}

const methods = {
  create: 'POST',
  update: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
} as const;

const neverAborted = new AbortController().signal;

/**
 * Sends a write to the handlers that the HTTPS server uses, with an administrator's rights. What it does is done when it returns its promise.
 *
 * @returns the object after the write; undefined after a deletion that is complete.
 * @throws StatusError as the server answers it.
 */
export async function sendWrite(
  context: ApiContext,
  { verb, definition, namespace, name, subresource, ...write }: Write,
  { manager, dryRun }: WriteRequest,
): Promise<KubernetesObject | undefined> {
  const { group, version, plural, namespaced } = definition;
  const info = {
    kind: 'resource',
    verb,
    group,
    version,
    resource: plural,
    ...(namespaced && namespace ? { namespace } : {}),
    ...(name === undefined ? {} : { name }),
    ...(subresource === undefined ? {} : { subresource }),
  } as const;
  const answer = await handleResource(context, info, {
    method: methods[verb],
    info,
    query: queryOf({
      ...write.query,
      fieldManager: manager,
      dryRun: dryRun ? 'All' : undefined,
    }),
    headers: {
      'user-agent': manager,
      'content-type': write.contentType ?? 'application/json',
    },
    user: {
      username: manager,
      groups: ['system:masters', 'system:authenticated'],
    },
    body: write.body,
    signal: neverAborted,
  });
  return answer.kind === 'object'
    ? toServed(answer.definition, answer.object)
    : undefined;
}

function queryOf(fields: NonNullable<Write['query']>): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined) query.set(name, value);
  return query;
}

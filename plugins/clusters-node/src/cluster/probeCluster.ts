import { ClusterError } from '../ClusterError';
import type { CallOptions } from '../connection/ClusterConnection';
import type { HttpCaller } from '../connection/HttpCaller';
import { parseObject } from '../connection/parseObject';
import { parseVersion } from '../connection/parseVersion';

export interface ClusterProbe {
  readonly version?: string;
  /** uid of `kube-system`, where the credential may read it. */
  readonly identity?: string;
  /** Set when the API server answers but is not ready. */
  readonly notReady?: ClusterError;
}

export interface ProbeOptions extends CallOptions {
  readonly clusterName: string;
  /** No credential of our own may ask, because the cluster wants the viewer's: a 401 then says only that it is there. */
  readonly isAnonymous: boolean;
  /** False when it is known already. */
  readonly askIdentity: boolean;
}

/**
 * Asks a cluster for its version, readiness and identity, each once, without retries. Rejects with a `ClusterError` when it cannot
 * be reached or refuses the credential; what the credential may not read is left out.
 */
export async function probeCluster(
  caller: HttpCaller,
  options: ProbeOptions,
): Promise<ClusterProbe> {
  const [version, notReady, identity] = await Promise.all([
    unlessHidden(readVersion(caller, options), options.isAnonymous),
    readReadiness(caller, options),
    options.askIdentity && !options.isAnonymous
      ? unlessHidden(readIdentity(caller, options), false)
      : undefined,
  ]);
  return { version, notReady, identity };
}

function readVersion(caller: HttpCaller, options: ProbeOptions) {
  return caller.callJson(
    { ...options, method: 'GET', path: '/version', what: 'get version' },
    value => parseVersion(value).gitVersion,
  );
}

async function readReadiness(
  caller: HttpCaller,
  options: ProbeOptions,
): Promise<ClusterError | undefined> {
  const { clusterName } = options;
  const path = '/readyz';
  const { status } = await caller.callRaw({
    ...options,
    method: 'GET',
    path,
    what: `get ${path}`,
  });
  // 401 and 403: readiness is hidden from this credential; 404: older than Kubernetes 1.16. `readVersion` judges the credential.
  if (status < 400 || [401, 403, 404].includes(status)) return undefined;
  return new ClusterError(
    `cluster ${clusterName}: the API server says that it is not ready (${status} from ${path})`,
    { code: 'unreachable', clusterName, status },
  );
}

function readIdentity(caller: HttpCaller, options: ProbeOptions) {
  const kind = {
    group: '',
    version: 'v1',
    plural: 'namespaces',
    kind: 'Namespace',
    namespaced: false,
  };
  return caller.callJson(
    {
      ...options,
      method: 'GET',
      path: '/api/v1/namespaces/kube-system',
      what: 'get namespaces kube-system',
    },
    value => parseObject(value, kind).metadata.uid,
  );
}

async function unlessHidden<T>(
  read: Promise<T>,
  isAnonymous: boolean,
): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    const isHidden =
      error instanceof ClusterError &&
      (error.code === 'forbidden' ||
        error.code === 'notFound' ||
        (isAnonymous && error.status === 401));
    if (isHidden) return undefined;
    throw error;
  }
}

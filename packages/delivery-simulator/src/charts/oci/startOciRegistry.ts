import type { ServerUsers } from '../http/checkBasicAuth';
import { startLoopbackServer } from '../http/startLoopbackServer';
import type { ChartSeed } from '../repository/startChartRepository';
import { answerOciRequest } from './answerOciRequest';
import { pushChart } from './chartArtifact';
import { ociError } from './OciError';
import { OciStore } from './OciStore';

/** What the registry is made of. */
export interface OciRegistryOptions extends ServerUsers {
  /** Default: any free port. */
  readonly port?: number;
  /** There from the beginning, below `charts/`. */
  readonly charts?: readonly ChartSeed[];
  /** Told of failures that are nobody's request's fault. */
  onUnexpected(error: unknown): void;
}

/** A running registry. */
export interface OciRegistry {
  /** `oci://127.0.0.1:PORT/charts`, for `helm install … --plain-http`. */
  readonly url: string;
  readonly port: number;
  readonly store: OciStore;
  stop(): Promise<void>;
}

const chartsFolder = 'charts';
const maxUploadBytes = 8 * 1024 * 1024;

/** Serves artifacts on loopback over HTTP as the OCI distribution specification says. State is in memory. */
export async function startOciRegistry(
  options: OciRegistryOptions,
): Promise<OciRegistry> {
  const store = new OciStore();
  for (const { files, createdAtMs } of options.charts ?? []) {
    await pushChart(store, chartsFolder, files, createdAtMs);
  }
  const server = await startLoopbackServer({
    port: options.port,
    maxBodyBytes: maxUploadBytes,
    tooLarge: ociError('SIZE_INVALID', { limit: maxUploadBytes }),
    onUnexpected: options.onUnexpected,
    answer: async request => answerOciRequest(request, store, options),
  });
  return {
    url: `oci://127.0.0.1:${server.port}/${chartsFolder}`,
    port: server.port,
    store,
    stop: () => server.stop(),
  };
}

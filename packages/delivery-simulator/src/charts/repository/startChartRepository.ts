import { packChart } from '../../helm/chart/packChart';
import type { ChartFiles } from '../../helm/chart/ChartFiles';
import type { ServerUsers } from '../http/checkBasicAuth';
import { jsonAnswer } from '../http/HttpExchange';
import { startLoopbackServer } from '../http/startLoopbackServer';
import { answerChartRequest } from './answerChartRequest';
import { ChartStore } from './ChartStore';

/** A chart that is there from the beginning. */
export interface ChartSeed {
  readonly files: ChartFiles;
  readonly createdAtMs: number;
}

/** What the repository is made of. */
export interface ChartRepositoryOptions extends ServerUsers {
  /** Default: any free port. */
  readonly port?: number;
  readonly charts?: readonly ChartSeed[];
  /** The time of uploads. */
  nowMs(): number;
  /** Told of failures that are nobody's request's fault. */
  onUnexpected(error: unknown): void;
}

/** A running repository; what clients upload is in `store` at once. */
export interface ChartRepository {
  /** `http://127.0.0.1:PORT`, for `helm repo add`. */
  readonly url: string;
  readonly port: number;
  readonly store: ChartStore;
  stop(): Promise<void>;
}

const maxUploadBytes = 6 * 1024 * 1024;

/** Serves charts on loopback as ChartMuseum does, so that Helm, curl and controllers can read and upload them. State is in memory. */
export async function startChartRepository(
  options: ChartRepositoryOptions,
): Promise<ChartRepository> {
  const store = new ChartStore();
  for (const { files, createdAtMs } of options.charts ?? []) {
    await store.add(await packChart(files), createdAtMs);
  }
  const server = await startLoopbackServer({
    port: options.port,
    maxBodyBytes: maxUploadBytes,
    tooLarge: jsonAnswer(413, { error: 'request too large' }),
    onUnexpected: options.onUnexpected,
    answer: request =>
      answerChartRequest(request, {
        ...options,
        store,
        nowMs: () => options.nowMs(),
      }),
  });
  return {
    url: server.url,
    port: server.port,
    store,
    stop: () => server.stop(),
  };
}

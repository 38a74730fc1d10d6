import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Telemetry } from '@orrery/telemetry-model';
import { createPrometheusApi } from './createPrometheusApi';
import { createTelemetrySource } from './createTelemetrySource';
import { handlePrometheusRequest } from './handlePrometheusRequest';
import { writeExposition } from './writeExposition';

export interface PrometheusServerOptions {
  readonly telemetry: () => Telemetry;
  readonly nowMs: () => number;
  /** 0 picks a free one. */
  readonly port?: number;
  /** Told of failures that are no answers: bugs. The client gets a 500. */
  readonly onUnexpected: (error: unknown) => void;
}

export interface PrometheusServer {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Serves the telemetry of one cluster on the loopback interface as a Prometheus does (`/api/v1/…`, `/-/healthy`, `/-/ready`), and as a target
 * that a real one can scrape (`/metrics`).
 */
export async function startPrometheusServer(
  options: PrometheusServerOptions,
): Promise<PrometheusServer> {
  const { telemetry, nowMs, port = 0, onUnexpected } = options;
  const api = createPrometheusApi({
    source: createTelemetrySource({ telemetry, nowMs }),
    metadata: () =>
      telemetry()
        .families()
        .map(({ name, type, help }) => ({ name, type, help, unit: '' })),
    nowMs,
    elapsedMs: () => performance.now(),
  });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/metrics') {
      sendMetrics(response, telemetry(), nowMs());
      return;
    }
    if (pathname === '/-/healthy' || pathname === '/-/ready') {
      response.end('Prometheus Server is Ready.\n');
      return;
    }
    handlePrometheusRequest(api, request, response).catch((error: unknown) => {
      onUnexpected(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end('internal error\n');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}`,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function sendMetrics(
  response: ServerResponse,
  telemetry: Telemetry,
  atMs: number,
): void {
  response.writeHead(200, {
    'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
  });
  for (const text of writeExposition(telemetry, atMs)) response.write(text);
  response.end();
}

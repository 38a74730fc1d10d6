import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';

import { closeServer } from '../loopback/closeServer';
import { listenOnLoopback } from '../loopback/listenOnLoopback';
import { createPausingPrometheusApi } from './createPrometheusApi';
import { handlePrometheusRequest } from './handlePrometheusRequest';
import type { PrometheusApiOptions } from './PrometheusApi';

/** Where and how an API is served. */
export interface ListenOptions {
  readonly api: PrometheusApiOptions;
  /** 0 picks a free one. */
  readonly port?: number;
  /** Told of failures that are no answers: bugs. The client gets a 500. */
  readonly onUnexpected: (error: unknown) => void;
  /** Answers what the API does not; says whether it did. */
  readonly handle?: (
    request: IncomingMessage,
    response: ServerResponse,
  ) => boolean;
}

/** A server that listens on the loopback interface. */
export interface ListeningServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves the HTTP API of a Prometheus. Whoever starts it stops it; that ends its connections too. */
export async function listenAsPrometheus({
  api: options,
  port = 0,
  onUnexpected,
  handle = () => false,
}: ListenOptions): Promise<ListeningServer> {
  const api = createPausingPrometheusApi(options);
  const server = createServer((request, response) => {
    if (handle(request, response)) return;
    handlePrometheusRequest(api, request, response).catch((error: unknown) => {
      onUnexpected(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end('internal error\n');
    });
  });
  const bound = await listenOnLoopback(server, port);
  return {
    url: `http://127.0.0.1:${bound}`,
    stop: () => closeServer(server),
  };
}

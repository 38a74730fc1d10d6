import {
  answerDetectedFields,
  answerDetectedFieldValues,
  answerPatterns,
} from './detectedEndpoints';
import {
  answerIndexStats,
  answerVolume,
  answerVolumeRange,
} from './indexEndpoints';
import type { LokiApiContext, LokiEndpoint, LokiRequest } from './LokiApi';
import { LokiFailure, toLokiFailure } from './LokiFailure';
import {
  answerFormatQuery,
  answerQuery,
  answerQueryRange,
} from './queryEndpoints';
import {
  answerDetectedLabels,
  answerLabels,
  answerLabelValues,
  answerSeries,
} from './streamEndpoints';

export interface LokiAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** The version whose answers are given; clients choose their features by it. */
const buildInfo = {
  version: '3.3.2',
  revision: 'simulated',
  branch: 'HEAD',
  buildUser: 'orrery',
  buildDate: '2024-12-18T14:24:08Z',
  goVersion: '',
};

const routes: ReadonlyMap<string, LokiEndpoint> = new Map([
  ['query', answerQuery],
  ['query_range', answerQueryRange],
  ['format_query', answerFormatQuery],
  ['labels', answerLabels],
  ['label', answerLabels],
  ['series', answerSeries],
  ['index/stats', answerIndexStats],
  ['index/volume', answerVolume],
  ['index/volume_range', answerVolumeRange],
  ['detected_labels', answerDetectedLabels],
  ['detected_fields', answerDetectedFields],
  ['patterns', answerPatterns],
  ['status/buildinfo', () => JSON.stringify(buildInfo)],
]);

/** Queries at a time; each takes memory of its own. */
const MAX_QUERIES = 16;

/**
 * The query half of Loki's HTTP API: `/loki/api/v1/…` with its statuses and error texts. Rejects only for what is a fault of the
 * program. Queries run in slices, sixteen at a time; more are refused with 429.
 */
export function createLokiApi(
  context: LokiApiContext,
): (path: string, method: string, request: LokiRequest) => Promise<LokiAnswer> {
  let running = 0;
  return async (path, method, request) => {
    try {
      const endpoint = endpointOf(path, method);
      if (running >= MAX_QUERIES) {
        throw new LokiFailure(429, 'too many outstanding requests');
      }
      running += 1;
      try {
        const text = await endpoint(context, request);
        return {
          status: 200,
          contentType: 'application/json; charset=UTF-8',
          text,
        };
      } finally {
        running -= 1;
      }
    } catch (error) {
      const { status, message } = toLokiFailure(error);
      const contentType = 'text/plain; charset=utf-8';
      return { status, contentType, text: `${message}\n` };
    }
  };
}

function endpointOf(path: string, method: string): LokiEndpoint {
  const name = path.replace(/^\/loki\/api\/v1\//, '');
  if (name === 'push' || path === '/otlp/v1/logs') {
    throw new LokiFailure(
      405,
      'this Loki is simulated: its lines are those of the simulated pods, and no others are taken',
    );
  }
  const label = /^label\/([^/]+)\/values$/.exec(name)?.[1];
  const field = /^detected_field\/([^/]+)\/values$/.exec(name)?.[1];
  let endpoint = routes.get(name);
  if (label !== undefined) endpoint = answerLabelValues(label);
  if (field !== undefined) endpoint = answerDetectedFieldValues(field);
  if (name === path || endpoint === undefined) {
    throw new LokiFailure(404, '404 page not found');
  }
  if (method !== 'GET' && method !== 'POST') {
    throw new LokiFailure(405, 'Method Not Allowed');
  }
  return endpoint;
}

import type { Labels } from '@orrery/promql';

import { askService } from '../services/askService';

/** A series with a value a minute, as the API writes it, or none. */
export interface MinuteSeries {
  readonly labels: Labels;
  readonly values: readonly (string | undefined)[];
}

/** The last minutes of metrics as a Prometheus has them. */
export async function recordedPast(
  url: string,
  names: readonly string[],
  endMs: number,
  minutes: number,
): Promise<readonly MinuteSeries[]> {
  const endSeconds = Math.floor(endMs / 60_000) * 60;
  const startSeconds = endSeconds - minutes * 60;
  const found: MinuteSeries[] = [];
  for (const name of names) {
    const { body } = await askService(url, {
      path: `/api/v1/query_range?query=${name}&start=${startSeconds}&end=${endSeconds}&step=60`,
    });
    const { data } = body as { readonly data: { readonly result: Result[] } };
    for (const { metric, values } of data.result) {
      const byMinute = new Map(
        values.map(([seconds, value]) => [
          (seconds - startSeconds) / 60,
          value,
        ]),
      );
      found.push({
        labels: metric,
        values: Array.from({ length: minutes + 1 }, (_, minute) =>
          byMinute.get(minute),
        ),
      });
    }
  }
  return found;
}

interface Result {
  readonly metric: Labels;
  readonly values: readonly (readonly [number, string])[];
}

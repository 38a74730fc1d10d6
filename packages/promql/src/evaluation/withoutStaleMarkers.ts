import type { Samples } from '../series/SeriesSource';
import { isStale } from '../series/staleMarker';

/** The samples that are values; the same arrays where all are. */
export function withoutStaleMarkers({
  timestampsMs,
  values,
}: Samples): Samples {
  let markers = 0;
  for (let index = 0; index < values.length; index += 1) {
    if (isStale(values, index)) markers += 1;
  }
  if (markers === 0) return { timestampsMs, values };
  const kept = {
    timestampsMs: new Float64Array(values.length - markers),
    values: new Float64Array(values.length - markers),
  };
  let to = 0;
  for (let index = 0; index < values.length; index += 1) {
    if (isStale(values, index)) continue;
    kept.timestampsMs[to] = timestampsMs[index];
    kept.values[to] = values[index];
    to += 1;
  }
  return kept;
}

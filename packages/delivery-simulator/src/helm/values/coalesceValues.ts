import { copyGoValue, type GoMap } from '@orrery/go-template';
import type { Chart } from '../chart/Chart';
import { ChartError } from '../ChartError';
import { coalesceTables } from './coalesceTables';

/**
 * What a chart and its subcharts are rendered with: the user's values over those of the chart over those of its subcharts,
 * with `global` handed down. Source: CoalesceValues of Helm's chart utilities.
 */
export function coalesceValues(chart: Chart, given: GoMap): GoMap {
  return coalesce(chart, copyGoValue(given));
}

function coalesce(chart: Chart, values: GoMap): GoMap {
  coalesceTables(values, chart.values);
  for (const subchart of chart.subcharts) {
    if (!values.has(subchart.name)) values.set(subchart.name, new Map());
    const table = values.get(subchart.name);
    if (table === undefined) continue;
    if (!(table instanceof Map)) {
      throw new ChartError(
        'invalid-values',
        `type mismatch on ${subchart.name}: ${typeof table}`,
      );
    }
    handDownGlobals(table, values);
    coalesce(subchart, table);
  }
  return values;
}

/** The parent's globals win over those in the values for its subchart. */
function handDownGlobals(target: GoMap, source: GoMap): void {
  const own = target.get('global') ?? new Map();
  const given = source.get('global') ?? new Map();
  if (!(own instanceof Map) || !(given instanceof Map)) return;
  for (const [key, value] of given) {
    const existing = own.get(key);
    if (value instanceof Map) {
      const copy = copyGoValue(value);
      own.set(
        key,
        existing instanceof Map ? coalesceTables(copy, existing) : copy,
      );
    } else if (!(existing instanceof Map)) own.set(key, copyGoValue(value));
  }
  target.set('global', own);
}

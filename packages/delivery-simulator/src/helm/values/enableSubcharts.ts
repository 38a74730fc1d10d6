import {
  copyGoValue,
  parseSemanticVersion,
  parseVersionRange,
  type GoMap,
} from '@orrery/go-template';
import type { Chart } from '../chart/Chart';
import type { ChartDependency } from '../chart/ChartMetadata';
import { coalesceTables, tableAt } from './coalesceTables';
import { coalesceValues } from './coalesceValues';

/**
 * The chart with only those subcharts that its values switch on (conditions, then tags), under their aliases, and with the
 * values it imports from them. Source: ProcessDependencies of Helm's chart utilities.
 */
export function enableSubcharts(chart: Chart, given: GoMap): Chart {
  return importValues(enable(chart, given, ''), given);
}

function enable(chart: Chart, given: GoMap, path: string): Chart {
  const { dependencies } = chart.metadata;
  const named = presentSubcharts(chart);
  const values = coalesceValues({ ...chart, subcharts: named }, given);
  const tags = path === '' ? values.get('tags') : given.get('tags');
  const subcharts = named
    .filter(subchart => {
      const dependency = dependencies.find(
        ({ name, alias }) => (alias || name) === subchart.name,
      );
      return (
        dependency === undefined ||
        isEnabled(dependency, values, tags instanceof Map ? tags : new Map())
      );
    })
    .map(subchart => {
      const table = values.get(subchart.name);
      return enable(
        subchart,
        table instanceof Map ? table : new Map(),
        `${path}${subchart.name}.`,
      );
    });
  return { ...chart, subcharts };
}

/** A chart may be there under several aliases; one that Chart.yaml does not name is always there. */
function presentSubcharts(chart: Chart): Chart[] {
  const { dependencies } = chart.metadata;
  const unnamed = chart.subcharts.filter(
    subchart => !dependencies.some(({ name }) => name === subchart.name),
  );
  const aliased = dependencies.flatMap(dependency => {
    const subchart = chart.subcharts.find(
      candidate =>
        candidate.name === dependency.name && fits(candidate, dependency),
    );
    return subchart === undefined
      ? []
      : [{ ...subchart, name: dependency.alias || subchart.name }];
  });
  return [...unnamed, ...aliased];
}

function fits(
  { metadata }: Chart,
  { version: range }: ChartDependency,
): boolean {
  const version = parseSemanticVersion(metadata.version);
  if (range === '' || version === undefined) return true;
  return parseVersionRange(range)?.(version) ?? false;
}

function isEnabled(
  { condition, tags }: ChartDependency,
  values: GoMap,
  switches: GoMap,
): boolean {
  for (const path of condition.split(',').map(part => part.trim())) {
    const dot = path.lastIndexOf('.');
    const value =
      path === ''
        ? undefined
        : tableAt(values, path.slice(0, Math.max(dot, 0)))?.get(
            path.slice(dot + 1),
          );
    if (typeof value === 'boolean') return value;
  }
  const states = tags
    .map(tag => switches.get(tag))
    .filter(state => typeof state === 'boolean');
  return states.length === 0 || states.includes(true);
}

/** From the innermost chart outwards; what a parent says itself wins. */
function importValues(chart: Chart, given: GoMap): Chart {
  const subcharts = chart.subcharts.map(subchart => {
    const table = given.get(subchart.name);
    return importValues(subchart, table instanceof Map ? table : new Map());
  });
  const current = { ...chart, subcharts };
  const { dependencies } = chart.metadata;
  if (dependencies.every(dependency => dependency.importValues.length === 0))
    return current;
  const values = coalesceValues(current, given);
  const imported: GoMap = new Map();
  for (const { name, alias, importValues: entries } of dependencies) {
    for (const entry of entries) {
      const child =
        typeof entry === 'string' ? `exports.${entry}` : entry.child;
      const parent = typeof entry === 'string' ? '' : entry.parent;
      const table = tableAt(values, `${alias || name}.${child}`);
      if (table !== undefined)
        coalesceTables(imported, nest(parent, copyGoValue(table)));
    }
  }
  return {
    ...current,
    values: coalesceTables(copyGoValue(chart.values), imported),
  };
}

function nest(path: string, table: GoMap): GoMap {
  return path
    .split('.')
    .filter(part => part !== '')
    .reduceRight<GoMap>((inner, key) => new Map([[key, inner]]), table);
}

import { toPlainValue, type GoMap } from '@orrery/go-template';
import type { Chart } from '../chart/Chart';
import { ChartError } from '../ChartError';
import { schemaProblems } from './schemaProblems';

/** Holds values against the values.schema.json of a chart and its subcharts; a refusal names every problem, as Helm's. */
export function checkValues(chart: Chart, values: GoMap): void {
  const problems = problemsOf(chart, values);
  if (problems !== '') {
    throw new ChartError(
      'invalid-values',
      `values don't meet the specifications of the schema(s) in the following chart(s):\n${problems}`,
    );
  }
}

function problemsOf(chart: Chart, values: GoMap): string {
  let text = '';
  if (chart.schema !== undefined) {
    const problems = schemaProblems(
      parseSchema(chart.schema, chart.name),
      toPlainValue(values),
    );
    if (problems.length > 0)
      text += `${chart.name}:\n${problems
        .map(problem => `- ${problem}\n`)
        .join('')}`;
  }
  for (const subchart of chart.subcharts) {
    const table = values.get(subchart.name);
    if (table instanceof Map) text += problemsOf(subchart, table);
  }
  return text;
}

function parseSchema(text: string, chart: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ChartError(
      'malformed',
      `values.schema.json of ${chart} is not JSON`,
      { cause: error },
    );
  }
}

import {
  joinTemplates,
  parseTemplate,
  parseSemanticVersion,
  parseVersionRange,
  renderTemplate,
  TemplateError,
  toGoValue,
  type GoMap,
} from '@orrery/go-template';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { RenderChart } from '../../manifests/ChartSource';
import { parseChart, type Chart } from '../chart/Chart';
import { ChartError } from '../ChartError';
import { coalesceValues } from '../values/coalesceValues';
import { enableSubcharts } from '../values/enableSubcharts';
import { checkValues } from '../values/checkValues';
import { helmFunctions, RefusalError } from './helmFunctions';
import type { RenderedChart, RenderedManifest } from './RenderedChart';
import type { RenderRequest } from './RenderRequest';
import { documentsOf, parseManifest, splitManifests } from './splitManifests';
import { templateFilesOf, type TemplateFile } from './templateData';

const limits = { maxSteps: 3_000_000, maxOutputBytes: 8 * 1024 * 1024 };
const maxTotalBytes = 24 * 1024 * 1024;

/**
 * Renders a chart as `helm template` does. Pure but for the ports of the request; the same request gives the same text.
 * Throws a ChartError: `malformed`, `invalid-values`, or `render` with the template, line and reason in Go's words.
 */
export function renderChart(request: RenderRequest): RenderedChart {
  const given = toGoValue(request.values);
  const values: GoMap = given instanceof Map ? given : new Map();
  const whole = parseChart(request.files);
  checkInstallable(whole, request);
  const chart = enableSubcharts(whole, values);
  const coalesced = coalesceValues(chart, values);
  checkValues(chart, coalesced);
  const rendered = renderFiles(
    templateFilesOf(chart, coalesced, request),
    request,
  );
  const notesPath = `${chart.name}/templates/NOTES.txt`;
  const notes = rendered.get(notesPath) ?? '';
  const documents = [...rendered].filter(
    ([path]) => !path.endsWith('NOTES.txt'),
  );
  return {
    crds: crdsOf(chart, chart.name),
    ...splitManifests(documents),
    notes,
  };
}

/** All objects of a chart in the order in which they are applied, hooks last. */
export const renderChartObjects: RenderChart = input => {
  const { crds, manifests, hooks } = renderChart(input);
  const included = input.includeCrds ? crds : [];
  return [...included, ...manifests, ...hooks].map(
    ({ object }): KubernetesObject => object,
  );
};

function checkInstallable(
  { metadata }: Chart,
  { capabilities }: RenderRequest,
): void {
  if (metadata.type === 'library')
    throw new ChartError('malformed', 'library charts are not installable');
  const version = parseSemanticVersion(capabilities.kubeVersion);
  if (metadata.kubeVersion === '' || version === undefined) return;
  if (parseVersionRange(metadata.kubeVersion)?.(version) === false) {
    throw new ChartError(
      'invalid-values',
      `chart requires kubeVersion: ${metadata.kubeVersion} which is incompatible with Kubernetes ${capabilities.kubeVersion}`,
    );
  }
}

function renderFiles(
  files: readonly TemplateFile[],
  request: RenderRequest,
): Map<string, string> {
  const functions = helmFunctions(request);
  const names = new Set(Object.keys(functions));
  const sorted = [...files].sort(compareParseOrder);
  try {
    const parsed = sorted.map(file => ({
      file,
      template: parseTemplate(file.text, { name: file.path, functions: names }),
    }));
    const templates = joinTemplates(parsed.map(({ template }) => template));
    const rendered = new Map<string, string>();
    let bytes = 0;
    for (const { file, template } of parsed) {
      if (/(?:^|\/)_[^/]*$/.test(file.path)) continue;
      file.data.set(
        'Template',
        new Map([
          ['Name', file.path],
          ['BasePath', file.basePath],
        ]),
      );
      const text = renderTemplate(template, file.data, {
        functions,
        templates,
        missingKey: 'zero',
        limits,
      });
      bytes += text.length;
      if (bytes > maxTotalBytes)
        throw new ChartError(
          'too-large',
          `chart renders to more than ${maxTotalBytes} bytes`,
        );
      rendered.set(file.path, text.replaceAll('<no value>', ''));
    }
    return rendered;
  } catch (error) {
    if (error instanceof TemplateError)
      throw new ChartError('render', wordingOf(error), { cause: error });
    throw error;
  }
}

/** Deepest first, then from the end of the alphabet, so that a parent's definitions replace those of its subcharts. */
function compareParseOrder(left: TemplateFile, right: TemplateFile): number {
  const depth = ({ path }: TemplateFile) => path.split('/').length;
  if (depth(left) !== depth(right)) return depth(right) - depth(left);
  return left.path < right.path ? 1 : -1;
}

/** Helm shortens what a chart's author wrote with `required` or `fail`. */
function wordingOf(error: TemplateError): string {
  const { name, line, column } = error.position;
  if (error.code === 'parse')
    return `parse error at (${name}:${line}): ${error.reason}`;
  const refusal = refusalOf(error);
  return refusal === undefined
    ? error.message
    : `execution error at (${name}:${line}:${column}): ${refusal}`;
}

function refusalOf(error: unknown): string | undefined {
  if (error instanceof RefusalError) return error.message;
  return error instanceof Error && error.cause !== undefined
    ? refusalOf(error.cause)
    : undefined;
}

function crdsOf(chart: Chart, path: string): RenderedManifest[] {
  const own = [...chart.crds].flatMap(([file, text]) =>
    documentsOf(text).flatMap(
      content => parseManifest(`${path}/${file}`, content) ?? [],
    ),
  );
  return [
    ...own,
    ...chart.subcharts.flatMap(subchart =>
      crdsOf(subchart, `${path}/charts/${subchart.name}`),
    ),
  ];
}

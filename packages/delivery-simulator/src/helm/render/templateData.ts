import {
  goFunction,
  GoStruct,
  toGoValue,
  type GoMap,
  type GoValue,
} from '@orrery/go-template';
import type { Chart } from '../chart/Chart';
import type { RenderRequest } from './RenderRequest';
import { toFilesValue } from './toFilesValue';

/** A template with the data it is rendered with. */
export interface TemplateFile {
  /** `storefront/charts/redis/templates/service.yaml`. */
  readonly path: string;
  readonly basePath: string;
  readonly text: string;
  /** Shared by the templates of one chart, as in Helm. */
  readonly data: GoMap;
}

/** The templates of a chart and its subcharts, each with what its dot is. */
export function templateFilesOf(
  chart: Chart,
  values: GoMap,
  request: RenderRequest,
): TemplateFile[] {
  const shared = {
    release: toRelease(request),
    capabilities: toCapabilities(request),
  };
  return collect(chart, chart.name, values, true, shared).files;
}

interface Shared {
  readonly release: GoMap;
  readonly capabilities: GoStruct;
}

function collect(
  chart: Chart,
  path: string,
  values: GoMap,
  isRoot: boolean,
  shared: Shared,
): { readonly data: GoMap; readonly files: TemplateFile[] } {
  const subcharts: GoMap = new Map();
  const data = new Map<string, GoValue>([
    ['Chart', toChartValue(chart, isRoot)],
    ['Files', toFilesValue(chart.files)],
    ['Release', shared.release],
    ['Capabilities', shared.capabilities],
    ['Values', values],
    ['Subcharts', subcharts],
  ]);
  const nested = chart.subcharts.flatMap(subchart => {
    const table = values.get(subchart.name);
    const inner = collect(
      subchart,
      `${path}/charts/${subchart.name}`,
      table instanceof Map ? table : new Map(),
      false,
      shared,
    );
    subcharts.set(subchart.name, inner.data);
    return inner.files;
  });
  const own = [...chart.templates]
    // Of a library chart only the definitions count.
    .filter(
      ([file]) =>
        chart.metadata.type !== 'library' || baseOf(file).startsWith('_'),
    )
    .map(([file, text]) => ({
      path: `${path}/${file}`,
      basePath: `${path}/templates`,
      text,
      data,
    }));
  return { data, files: [...nested, ...own] };
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function toRelease({ release }: RenderRequest): GoMap {
  return new Map<string, GoValue>([
    ['Name', release.name],
    ['Namespace', release.namespace],
    ['Revision', BigInt(release.revision)],
    ['IsInstall', release.isInstall],
    ['IsUpgrade', release.isUpgrade],
    ['Service', release.service],
  ]);
}

function toCapabilities({ capabilities }: RenderRequest): GoStruct {
  const version = capabilities.kubeVersion.startsWith('v')
    ? capabilities.kubeVersion
    : `v${capabilities.kubeVersion}`;
  const [major = '', minor = ''] = version.slice(1).split('.');
  const apiVersions = new Set(capabilities.apiVersions);
  const string = goFunction([], () => version);
  return new GoStruct('*common.Capabilities', {
    fields: new Map<string, GoValue>([
      [
        'KubeVersion',
        new GoStruct('common.KubeVersion', {
          text: version,
          fields: new Map([
            ['Version', version],
            ['Major', major],
            ['Minor', minor],
          ]),
          methods: new Map([
            ['String', string],
            ['GitVersion', string],
          ]),
        }),
      ],
      [
        'APIVersions',
        new GoStruct('common.VersionSet', {
          text: `[${[...apiVersions].join(' ')}]`,
          methods: new Map([
            ['Has', goFunction(['string'], name => apiVersions.has(name))],
          ]),
        }),
      ],
      [
        'HelmVersion',
        new GoStruct('common.BuildInfo', {
          fields: new Map([
            ['Version', 'v4.1.4'],
            ['GitCommit', ''],
            ['GitTreeState', 'clean'],
            ['GoVersion', 'go1.25.9'],
            ['KubeClientVersion', 'v1.35'],
          ]),
        }),
      ],
    ]),
  });
}

/** `.Chart`: the fields of Chart.yaml under the names of Helm's Go structs. */
function toChartValue(chart: Chart, isRoot: boolean): GoMap {
  const { metadata } = chart;
  const { raw } = metadata;
  return new Map<string, GoValue>([
    ['APIVersion', metadata.apiVersion],
    ['Annotations', toGoValue(raw.annotations)],
    ['AppVersion', metadata.appVersion],
    ['Condition', toGoValue(raw.condition ?? '')],
    ['Dependencies', toGoValue(raw.dependencies ?? [])],
    ['Deprecated', metadata.isDeprecated],
    ['Description', metadata.description],
    ['Home', toGoValue(raw.home ?? '')],
    ['Icon', toGoValue(raw.icon ?? '')],
    ['IsRoot', isRoot],
    ['Keywords', toGoValue(raw.keywords ?? [])],
    ['KubeVersion', metadata.kubeVersion],
    ['Maintainers', toMaintainers(raw.maintainers)],
    ['Name', chart.name],
    ['Sources', toGoValue(raw.sources ?? [])],
    ['Tags', toGoValue(raw.tags ?? '')],
    ['Type', toGoValue(raw.type ?? '')],
    ['Version', metadata.version],
  ]);
}

function toMaintainers(maintainers: unknown): GoValue {
  const list = toGoValue(maintainers ?? []);
  if (!Array.isArray(list)) return [];
  return list.map(entry => {
    const fields: GoMap = entry instanceof Map ? entry : new Map();
    return new Map([
      ['Name', fields.get('name') ?? ''],
      ['Email', fields.get('email') ?? ''],
      ['URL', fields.get('url') ?? ''],
    ]);
  });
}

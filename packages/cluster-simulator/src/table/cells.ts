import {
  formatDuration,
  KubernetesObject,
  parseTimeMs,
} from '@orrery/kubernetes-model';
import {
  JsonObject,
  numberAt,
  objectAt,
  objectsAt,
  stringAt,
  valueAt,
} from '../json/readJson';
import { column, TableColumn, wideColumn } from './TableColumn';

export const none = '<none>';

export const nameColumn: TableColumn = column(
  'Name',
  object => object.metadata.name,
);

export const ageColumn: TableColumn = column('Age', (object, nowMs) =>
  ageOf(object.metadata.creationTimestamp, nowMs),
);

export const workloadWideColumns: readonly TableColumn[] = [
  wideColumn('Containers', object => namesOf(containersOf(object), 'name')),
  wideColumn('Images', object => namesOf(containersOf(object), 'image')),
];

export const selectorColumn: TableColumn = wideColumn('Selector', object =>
  formatSelector(objectAt(object, 'spec', 'selector')),
);

/** A text field, `<none>` when empty. */
export function textAt(...path: readonly string[]): TableColumn['cell'] {
  return object => stringAt(object, ...path) || none;
}

export function countAt(...path: readonly string[]): TableColumn['cell'] {
  return object => numberAt(object, ...path) ?? 0;
}

export function sizeAt(...fields: readonly string[]): TableColumn['cell'] {
  return object =>
    fields.reduce(
      (sum, field) => sum + Object.keys(objectAt(object, field)).length,
      0,
    );
}

export function lengthAt(...path: readonly string[]): TableColumn['cell'] {
  return object => {
    const found = valueAt(object, ...path);
    return Array.isArray(found) ? found.length : 0;
  };
}

export function booleanAt(...path: readonly string[]): TableColumn['cell'] {
  return object => valueAt(object, ...path) === true;
}

/** As kubectl writes an age; `<unknown>` without a time. */
export function ageOf(time: unknown, nowMs: number): string {
  const timeMs = parseTimeMs(time);
  return timeMs === undefined
    ? '<unknown>'
    : formatDuration(Math.max(0, nowMs - timeMs));
}

export function formatLabels(labels: JsonObject): string {
  const texts = Object.entries(labels).map(
    ([key, value]) => `${key}=${String(value)}`,
  );
  return texts.length > 0 ? texts.sort().join(',') : none;
}

/** A plain map (Service) or a LabelSelector, as `metav1.FormatLabelSelector` writes it. */
export function formatSelector(selector: JsonObject): string {
  if (
    selector.matchLabels === undefined &&
    selector.matchExpressions === undefined
  ) {
    return formatLabels(selector);
  }
  const expressions = objectsAt(selector, 'matchExpressions').map(
    expression => {
      const values = objectsAtOrTexts(expression);
      switch (expression.operator) {
        case 'In':
          return `${stringAt(expression, 'key')} in (${values})`;
        case 'NotIn':
          return `${stringAt(expression, 'key')} notin (${values})`;
        case 'DoesNotExist':
          return `!${stringAt(expression, 'key')}`;
        default:
          return stringAt(expression, 'key');
      }
    },
  );
  const labels = formatLabels(objectAt(selector, 'matchLabels'));
  return (
    [...(labels === none ? [] : [labels]), ...expressions].join(',') || none
  );
}

export function namesOf(items: readonly JsonObject[], field: string): string {
  return items.map(item => stringAt(item, field)).join(',') || none;
}

function containersOf(object: KubernetesObject): readonly JsonObject[] {
  const template = objectAt(object, 'spec', 'jobTemplate', 'spec', 'template');
  return Object.keys(template).length > 0
    ? objectsAt(template, 'spec', 'containers')
    : objectsAt(object, 'spec', 'template', 'spec', 'containers');
}

function objectsAtOrTexts(expression: JsonObject): string {
  return Array.isArray(expression.values) ? expression.values.join(',') : '';
}

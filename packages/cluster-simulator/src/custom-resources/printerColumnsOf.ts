import { JsonObject, numberAt, objectsAt, stringAt } from '../json/readJson';
import { ageColumn, ageOf, nameColumn } from '../table/cells';
import type { TableColumn } from '../table/TableColumn';
import { JsonPath, parseJsonPath } from './parseJsonPath';

type ColumnType = TableColumn['type'];

const columnTypes: readonly ColumnType[] = [
  'boolean',
  'date',
  'integer',
  'number',
];

/** The columns of one version of a custom resource: its name, then what the definition asks for, or the age. */
export function printerColumnsOf(version: JsonObject): readonly TableColumn[] {
  const columns = objectsAt(version, 'additionalPrinterColumns');
  return columns.length === 0
    ? [nameColumn, ageColumn]
    : [nameColumn, ...columns.map(printerColumn)];
}

function printerColumn(column: JsonObject): TableColumn {
  const type =
    columnTypes.find(each => each === stringAt(column, 'type')) ?? 'string';
  const read = parseJsonPath(stringAt(column, 'jsonPath')) ?? (() => []);
  return {
    name: stringAt(column, 'name'),
    type,
    format: stringAt(column, 'format'),
    priority: numberAt(column, 'priority') ?? 0,
    description: stringAt(column, 'description'),
    cell: cellOf(type, read),
  };
}

/** Of several values the first; `null` where there is none or it has another type, which kubectl leaves empty. */
function cellOf(type: ColumnType, read: JsonPath): TableColumn['cell'] {
  return (object, nowMs) => {
    const [value] = read(object);
    if (value === undefined || value === null) return null;
    switch (type) {
      case 'integer':
      case 'number':
        return typeof value === 'number' ? value : null;
      case 'boolean':
        return typeof value === 'boolean' ? value : null;
      case 'date':
        return typeof value === 'string' ? ageOf(value, nowMs) : null;
      default:
        return typeof value === 'string' ? value : JSON.stringify(value);
    }
  };
}

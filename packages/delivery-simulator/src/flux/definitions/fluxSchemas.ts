import type { PrinterColumn } from '../../definitions/customResourceDefinition';
import { age } from '../../definitions/customResourceDefinition';
import {
  listOf,
  long,
  mapOf,
  record,
  text,
  time,
} from '../../definitions/schema';

export const localReference = record({ name: text }, ['name']);

export const crossNamespaceReference = record(
  { apiVersion: text, kind: text, name: text, namespace: text },
  ['kind', 'name'],
);

/** What a source stores for those that read it. */
export const artifact = record({
  digest: text,
  lastUpdateTime: time,
  metadata: mapOf(text),
  path: text,
  revision: text,
  size: long,
  url: text,
});

export const inventory = record({
  entries: listOf(record({ id: text, v: text }, ['id', 'v'])),
});

/** The columns that every kind of Flux ends with. */
export const readyColumns: readonly PrinterColumn[] = [
  age,
  {
    name: 'Ready',
    type: 'string',
    jsonPath: '.status.conditions[?(@.type=="Ready")].status',
  },
  {
    name: 'Status',
    type: 'string',
    jsonPath: '.status.conditions[?(@.type=="Ready")].message',
  },
];

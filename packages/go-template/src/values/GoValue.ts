import type { GoStruct } from './GoStruct';

/** A Go `map[string]interface{}`; a JavaScript Map, so that no key reaches a prototype. */
export interface GoMap extends Map<string, GoValue> {}

/** A Go `[]interface{}`. */
export interface GoList extends Array<GoValue> {}

/**
 * A value as a template sees it: `undefined` is nil, `number` is float64, `bigint` is int. Values that come from JSON or
 * YAML hold no bigint, as in Go.
 */
export type GoValue =
  | undefined
  | boolean
  | string
  | number
  | bigint
  | GoList
  | GoMap
  | GoStruct;

import type { JsonObject } from '../json/readJson';
import type { FieldType } from '../openapi/SchemaCatalog';
import type { TableColumn } from '../table/TableColumn';
import type { StructuralSchema } from './StructuralSchema';

/** What sets a version of a custom kind apart from a built-in one. */
export interface CustomResource {
  readonly schema: StructuralSchema;
  /** The schema as it was written, for OpenAPI. */
  readonly document: JsonObject;
  readonly type: FieldType;
  readonly columns: readonly TableColumn[];
  /** `apiVersion` of stored objects; the other versions differ in nothing else. */
  readonly storedApiVersion: string;
  readonly scale?: ScalePaths;
  /** Its definition is being deleted: nothing new may be created. */
  readonly isTerminating: boolean;
  readonly deprecationWarning?: string;
}

export interface ScalePaths {
  readonly specReplicas: readonly string[];
  readonly statusReplicas: readonly string[];
  readonly selector: readonly string[];
}

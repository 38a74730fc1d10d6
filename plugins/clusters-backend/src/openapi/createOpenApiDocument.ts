import { clusterTokenHeaderOf } from '@orrery/backstage-plugin-clusters-common';
import { z } from 'zod';
import {
  type ApiOperation,
  apiOperations,
  type SchemaName,
} from './apiOperations';
import { responseSchemas } from './responseSchemas';

/** The OpenAPI 3.1 document of `/api/clusters`. */
export function createOpenApiDocument(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of apiOperations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method]: describe(operation),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Orrery clusters',
      version: '1',
      description: [
        'Objects of Kubernetes clusters, in pages and live.',
        `Clusters that show only what the viewer may see himself want his token in the header ${clusterTokenHeaderOf(
          '<provider>',
        )}.`,
      ].join(' '),
    },
    servers: [{ url: '/api/clusters' }],
    security: [{ backstage: [] }],
    paths,
    components: {
      securitySchemes: {
        backstage: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      },
      schemas: Object.fromEntries(
        Object.entries(responseSchemas).map(([name, schema]) => [
          name,
          withoutDialect(z.toJSONSchema(schema)),
        ]),
      ),
    },
  };
}

function describe(operation: ApiOperation): object {
  const { response, contentType = 'application/json' } = operation;
  return {
    summary: operation.summary,
    ...(operation.open && { security: [] }),
    ...(operation.parameters && { parameters: operation.parameters }),
    ...(operation.requestBody && { requestBody: operation.requestBody }),
    responses: {
      200: {
        description: operation.summary,
        content: { [contentType]: { schema: refTo(response) } },
      },
      default: {
        description: 'A refusal or a failure, with error.code',
        content: { 'application/json': { schema: refTo('Error') } },
      },
    },
  };
}

function refTo(name: SchemaName): object {
  return { $ref: `#/components/schemas/${name}` };
}

function withoutDialect(schema: object): object {
  return Object.fromEntries(
    Object.entries(schema).filter(([field]) => field !== '$schema'),
  );
}

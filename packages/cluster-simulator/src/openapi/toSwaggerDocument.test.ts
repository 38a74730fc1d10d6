import { toSwaggerDocument } from './toSwaggerDocument';

describe('toSwaggerDocument()', () => {
  it('writes references, int-or-string and parameters as OpenAPI v2 has them', () => {
    const document = {
      paths: {
        '/api/v1/pods': {
          get: {
            'x-kubernetes-action': 'list',
            parameters: [
              { name: 'dryRun', in: 'query', schema: { type: 'string' } },
            ],
          },
        },
      },
      components: {
        schemas: {
          Pod: {
            type: 'object',
            properties: {
              metadata: {
                description: 'Facts.',
                allOf: [{ $ref: '#/components/schemas/Meta' }],
              },
              port: {
                oneOf: [{ type: 'integer' }, { type: 'string' }],
                format: 'int-or-string',
              },
              list: {
                type: 'array',
                items: { type: 'string', nullable: true },
              },
            },
          },
        },
      },
    };
    expect(toSwaggerDocument([document], 'v1.32.0')).toEqual({
      swagger: '2.0',
      info: { title: 'Kubernetes', version: 'v1.32.0' },
      paths: {
        '/api/v1/pods': {
          get: {
            'x-kubernetes-action': 'list',
            parameters: [{ name: 'dryRun', in: 'query', type: 'string' }],
          },
        },
      },
      definitions: {
        Pod: {
          type: 'object',
          properties: {
            metadata: { description: 'Facts.', $ref: '#/definitions/Meta' },
            port: { type: 'string', format: 'int-or-string' },
            list: { type: 'array', items: { type: 'string' } },
          },
        },
      },
    });
  });

  it('keeps what each document says about a schema that two share', () => {
    const of = (schema: object) => ({
      paths: {},
      components: { schemas: { Scale: { type: 'object', ...schema } } },
    });
    const { definitions } = toSwaggerDocument(
      [of({ 'x-kubernetes-group-version-kind': [{ kind: 'Scale' }] }), of({})],
      'v1',
    );
    expect(definitions).toEqual({
      Scale: {
        type: 'object',
        'x-kubernetes-group-version-kind': [{ kind: 'Scale' }],
      },
    });
  });
});

import { fillSchemaDefaults } from './fillSchemaDefaults';
import { pruneUnknown } from './pruneUnknown';
import { parseStructuralSchema } from './StructuralSchema';

const schema = parseStructuralSchema({
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        size: { type: 'integer', default: 3 },
        ports: {
          type: 'array',
          items: {
            type: 'object',
            properties: { protocol: { type: 'string', default: 'TCP' } },
          },
        },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        template: {
          type: 'object',
          'x-kubernetes-embedded-resource': true,
          properties: {},
        },
        values: {
          type: 'object',
          'x-kubernetes-preserve-unknown-fields': true,
        },
      },
    },
  },
});

describe('pruneUnknown()', () => {
  it('drops what no schema specifies and says where it was', () => {
    expect(
      pruneUnknown(schema, {
        apiVersion: 'v1',
        metadata: { name: 'a', anything: 1 },
        spec: {
          size: 1,
          colour: 'red',
          ports: [{ protocol: 'UDP', colour: 'red' }],
          labels: { a: 'b' },
          template: { kind: 'Pod', colour: 'red' },
          values: { deep: [{ er: 1 }] },
        },
      }),
    ).toEqual({
      value: {
        apiVersion: 'v1',
        metadata: { name: 'a', anything: 1 },
        spec: {
          size: 1,
          ports: [{ protocol: 'UDP' }],
          labels: { a: 'b' },
          template: { kind: 'Pod' },
          values: { deep: [{ er: 1 }] },
        },
      },
      dropped: ['spec.colour', 'spec.ports[0].colour', 'spec.template.colour'],
    });
  });
});

describe('fillSchemaDefaults()', () => {
  it('fills absent fields of objects that exist, also in lists', () => {
    expect(fillSchemaDefaults(schema, { spec: { ports: [{}] } })).toEqual({
      spec: { size: 3, ports: [{ protocol: 'TCP' }] },
    });
    expect(fillSchemaDefaults(schema, {})).toEqual({});
  });

  it('replaces null where null is not allowed', () => {
    expect(fillSchemaDefaults(schema, { spec: { size: null } })).toEqual({
      spec: { size: 3 },
    });
  });
});

import { parseStructuralSchema } from './StructuralSchema';
import { valueProblems } from './valueProblems';

const problemsOf = (schema: object, value: unknown) =>
  valueProblems(
    parseStructuralSchema({ type: 'object', properties: { spec: schema } }),
    { spec: value },
  ).map(({ field, message }) => `${field}: ${message}`);

describe('valueProblems()', () => {
  it.each([
    [{ type: 'integer' }, 3, []],
    [{ type: 'number' }, 3, []],
    [{ type: 'string', nullable: true }, null, []],
    [{ 'x-kubernetes-int-or-string': true }, '80%', []],
    [
      { type: 'integer' },
      'many',
      [
        'spec: Invalid value: "string": spec in body must be of type integer: "string"',
      ],
    ],
    [
      { type: 'string' },
      null,
      [
        'spec: Invalid value: "null": spec in body must be of type string: "null"',
      ],
    ],
    [
      { type: 'string', enum: ['a', 'b'] },
      'c',
      ['spec: Unsupported value: "c": supported values: "a", "b"'],
    ],
    [
      { type: 'integer', minimum: 1 },
      0,
      [
        'spec: Invalid value: 0: spec in body should be greater than or equal to 1',
      ],
    ],
    [
      { type: 'integer', maximum: 5, exclusiveMaximum: true },
      5,
      ['spec: Invalid value: 5: spec in body should be less than 5'],
    ],
    [
      { type: 'string', maxLength: 2 },
      'abc',
      ['spec: Too long: may not be more than 2 bytes'],
    ],
    [
      { type: 'string', pattern: '^[a-z]+$' },
      'A',
      [`spec: Invalid value: "A": spec in body should match '^[a-z]+$'`],
    ],
    [{ type: 'string', pattern: 'b' }, 'a\nbc', []],
    [
      { type: 'string', format: 'date-time' },
      'today',
      [
        'spec: Invalid value: "today": spec in body must be of type date-time: "today"',
      ],
    ],
    [
      { type: 'array', items: { type: 'string' }, maxItems: 1 },
      ['a', 'b'],
      ['spec: Too many: 2: must have at most 1 items'],
    ],
    [{ type: 'object', required: ['size'] }, {}, ['spec.size: Required value']],
    [
      { type: 'object', additionalProperties: { type: 'string' } },
      { a: 1 },
      [
        'spec.a: Invalid value: "integer": spec.a in body must be of type string: "integer"',
      ],
    ],
    [
      { type: 'object', oneOf: [{ required: ['a'] }, { required: ['b'] }] },
      { a: 1, b: 1 },
      [
        'spec: Invalid value: "": "spec" must validate one and only one schema (oneOf). Found 2 valid alternatives',
      ],
    ],
  ])('judges a value of %j', (schema, value, problems) => {
    expect(problemsOf(schema, value)).toEqual(problems);
  });

  it('reports items of a keyed list that share their key', () => {
    const schema = {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
      items: { type: 'object', properties: { name: { type: 'string' } } },
    };
    expect(problemsOf(schema, [{ name: 'a' }, { name: 'a' }])).toEqual([
      'spec[1]: Duplicate value: {"name":"a"}',
    ]);
  });

  it('matches a pattern that backtracking would never finish', () => {
    const schema = { type: 'string', pattern: '^(a+)+$' };
    expect(problemsOf(schema, `${'a'.repeat(5_000)}!`)).toHaveLength(1);
  });
});

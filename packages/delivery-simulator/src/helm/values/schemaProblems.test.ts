import { schemaProblems } from './schemaProblems';

const schema = {
  type: 'object',
  required: ['image', 'port'],
  additionalProperties: false,
  definitions: { port: { type: 'integer', minimum: 1, maximum: 65535 } },
  properties: {
    image: { type: 'string', minLength: 2, maxLength: 5 },
    port: { $ref: '#/definitions/port' },
    kind: { enum: ['a', 'b'] },
    hosts: { type: 'array', items: { type: 'string' } },
    maybe: { type: ['string', 'null'] },
  },
};

describe('schemaProblems()', () => {
  it('finds nothing wrong with what fits', () => {
    expect(
      schemaProblems(schema, {
        image: 'abc',
        port: 80,
        kind: 'a',
        hosts: ['x'],
        maybe: null,
      }),
    ).toEqual([]);
  });

  it.each([
    [{}, ["at '': missing properties 'image', 'port'"]],
    [{ image: 'abc' }, ["at '': missing property 'port'"]],
    [
      { image: 1, port: '80' },
      [
        "at '/image': got number, want string",
        "at '/port': got string, want integer",
      ],
    ],
    [
      { image: 'a', port: 0 },
      [
        "at '/image': minLength: got 1, want 2",
        "at '/port': minimum: got 0, want 1",
      ],
    ],
    [
      { image: 'abcdef', port: 70000 },
      [
        "at '/image': maxLength: got 6, want 5",
        "at '/port': maximum: got 70000, want 65535",
      ],
    ],
    [
      { image: 'abc', port: 1, kind: 'c' },
      ["at '/kind': value must be one of 'a', 'b'"],
    ],
    [
      { image: 'abc', port: 1, hosts: ['a', 2] },
      ["at '/hosts/1': got number, want string"],
    ],
    [
      { image: 'abc', port: 1, x: 1 },
      ["at '': additional properties 'x' not allowed"],
    ],
    [{ image: 'abc', port: 1.5 }, ["at '/port': got number, want integer"]],
    [null, ["at '': got null, want object"]],
  ])('names what is wrong with %j', (value, problems) => {
    expect(schemaProblems(schema, value)).toEqual(problems);
  });

  it('ends on a schema that refers to itself', () => {
    expect(schemaProblems({ $ref: '#' }, {})).toEqual([]);
  });
});

import { encodeSwagger } from './encodeSwagger';

/** The fields of a message of texts and messages, as `number: bytes`. */
function fieldsOf(message: Buffer): readonly (readonly [number, Buffer])[] {
  const fields: [number, Buffer][] = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 0x80) {
      const byte = message[at];
      at += 1;
      value += (byte % 0x80) * factor;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const tag = varint();
    expect(tag % 8).toBe(2);
    const length = varint();
    fields.push([Math.floor(tag / 8), message.subarray(at, at + length)]);
    at += length;
  }
  return fields;
}

const one = (message: Buffer, number: number) => {
  const found = fieldsOf(message).filter(([each]) => each === number);
  expect(found).toHaveLength(1);
  return found[0][1];
};

describe('encodeSwagger()', () => {
  const message = encodeSwagger({
    swagger: '2.0',
    info: { title: 'Kubernetes', version: 'v1.32.0' },
    definitions: {
      Pod: {
        type: 'object',
        description: 'x'.repeat(300),
        required: ['a'],
        properties: { a: { $ref: '#/definitions/A' } },
        'x-kubernetes-group-version-kind': [{ kind: 'Pod' }],
      },
    },
  });

  it('names its version', () => {
    expect(one(message, 1).toString()).toBe('2.0');
    expect(one(one(message, 2), 2).toString()).toBe('v1.32.0');
  });

  it('writes schemas with types, descriptions, references and extensions', () => {
    const definition = one(one(message, 9), 1);
    expect(one(definition, 1).toString()).toBe('Pod');
    const schema = one(definition, 2);
    expect(one(one(schema, 22), 1).toString()).toBe('object');
    expect(one(schema, 4)).toHaveLength(300);
    expect(one(schema, 19).toString()).toBe('a');
    const property = one(one(schema, 25), 1);
    expect(one(one(property, 2), 1).toString()).toBe('#/definitions/A');
    const extension = one(schema, 31);
    expect(one(extension, 1).toString()).toBe(
      'x-kubernetes-group-version-kind',
    );
    expect(one(one(extension, 2), 2).toString()).toBe('[{"kind":"Pod"}]');
  });
});

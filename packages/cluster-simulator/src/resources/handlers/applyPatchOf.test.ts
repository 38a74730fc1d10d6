import builtInSchemas from '../../openapi/builtInSchemas.json';
import { createSchemaCatalog } from '../../openapi/SchemaCatalog';
import { applyPatchOf } from './applyPatchOf';

const context = { catalog: createSchemaCatalog(builtInSchemas) };
const apply = (contentType: string, patch: unknown) =>
  applyPatchOf(context, undefined, contentType, { a: 1 }, patch);
const json = 'application/json-patch+json';
const merge = 'application/merge-patch+json';
const strategic = 'application/strategic-merge-patch+json';

describe('applyPatchOf()', () => {
  it.each([
    [json, [{ op: 'replace', path: '/a', value: 2 }]],
    [merge, { a: 2 }],
    [strategic, { a: 2 }],
  ])('applies %s', (contentType, patch) => {
    expect(apply(contentType, patch)).toEqual({ a: 2 });
  });

  it.each([
    [
      json,
      { op: 'add' },
      'json: cannot unmarshal object into Go value of type jsonpatch.Patch',
    ],
    [
      json,
      [{ op: 'remove', path: '/a' }, true],
      'json: cannot unmarshal bool into Go value of type jsonpatch.Operation',
    ],
    [
      merge,
      [1],
      'error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}',
    ],
    [
      strategic,
      'x',
      'json: cannot unmarshal string into Go value of type map[string]interface {}',
    ],
  ])('says of %s %j what a Go decoder says', (contentType, patch, message) => {
    expect(() => apply(contentType, patch)).toThrow(
      expect.objectContaining({ code: 400, message }),
    );
  });

  it('keeps to itself why a JSON patch does not apply', () => {
    expect(() => apply(json, [{ op: 'remove', path: '/b' }])).toThrow(
      expect.objectContaining({
        code: 422,
        reason: 'Invalid',
        message:
          'the server rejected our request due to an error in our request',
        details: {},
      }),
    );
  });

  it('refuses more than 10000 operations, and other types', () => {
    const many = Array(10_001).fill({ op: 'test', path: '/a', value: 1 });
    expect(() => apply(json, many)).toThrow(
      'The allowed maximum operations in a JSON patch is 10000, got 10001',
    );
    expect(() => apply('application/json', {})).toThrow(
      expect.objectContaining({ code: 415 }),
    );
  });
});

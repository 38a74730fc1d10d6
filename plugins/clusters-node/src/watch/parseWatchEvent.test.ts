import { pods } from '../__testUtils__/pods';
import { parseWatchEvent } from './parseWatchEvent';

const parse = (event: unknown) =>
  parseWatchEvent(Buffer.from(JSON.stringify(event)), pods);

describe('parseWatchEvent()', () => {
  it.each(['ADDED', 'MODIFIED', 'DELETED'] as const)('reads %s', type => {
    expect(parse({ type, object: { metadata: { name: 'a' } } })).toEqual({
      type,
      object: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } },
    });
  });

  it('keeps apiVersion and kind that the server sent', () => {
    const object = { apiVersion: 'v2', kind: 'Q', metadata: { name: 'a' } };
    expect(parse({ type: 'ADDED', object })).toEqual({ type: 'ADDED', object });
  });

  it('reads a bookmark, which has no name', () => {
    const object = { metadata: { resourceVersion: '7' } };
    expect(parse({ type: 'BOOKMARK', object })).toEqual({
      type: 'BOOKMARK',
      resourceVersion: '7',
    });
  });

  it('reads an ERROR that is no Status as one without code', () => {
    expect(parse({ type: 'ERROR', object: 'gone' })).toEqual({
      type: 'ERROR',
      status: {},
    });
  });

  it.each([
    ['an array', []],
    ['null', null],
    ['an event without object', { type: 'ADDED' }],
    ['an object without metadata', { type: 'ADDED', object: {} }],
    ['an object without name', { type: 'ADDED', object: { metadata: {} } }],
    [
      'a bookmark without version',
      { type: 'BOOKMARK', object: { metadata: {} } },
    ],
    ['an unknown type', { type: 'SYNC', object: {} }],
  ])('refuses %s', (_, event) => {
    expect(() => parse(event)).toThrow(TypeError);
  });
});

import { applyMergePatch } from '@orrery/kubernetes-model';
import { mergePatchBetween } from './mergePatchBetween';

describe('mergePatchBetween()', () => {
  it.each([
    [{ a: 1 }, { a: 1 }, undefined],
    [{ a: 1 }, { a: 2 }, { a: 2 }],
    [{ a: 1, b: 2 }, { a: 1 }, { b: null }],
    [{ a: 1 }, { a: 1, b: undefined }, undefined],
    [{}, { a: { b: 1 } }, { a: { b: 1 } }],
    [{ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, { a: { c: 3 } }],
    [{ a: [1, 2] }, { a: [1] }, { a: [1] }],
    [{ a: [{ b: 1 }] }, { a: [{ b: 1, c: undefined }] }, undefined],
    [{ a: 1 }, { a: { b: 1 } }, { a: { b: 1 } }],
  ])('makes of %j and %j the patch %j', (before, after, patch) => {
    expect(mergePatchBetween(before, after)).toEqual(patch);
    const patched =
      patch === undefined ? before : applyMergePatch(before, patch);
    expect(patched).toEqual(JSON.parse(JSON.stringify(after)));
  });
});

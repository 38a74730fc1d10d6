import { parseManifestsOnce } from './parseManifestsOnce';

const TEXT = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: once}\n';

describe('parseManifestsOnce()', () => {
  it('reads a text once, whatever its file is called', () => {
    const first = parseManifestsOnce(TEXT, 'a.yaml');
    expect(first).toMatchObject([{ metadata: { name: 'once' } }]);
    expect(parseManifestsOnce(TEXT, 'b.yaml')).toBe(first);
    expect(parseManifestsOnce(`${TEXT}data: {}\n`, 'a.yaml')).not.toBe(first);
  });

  it('says each time what is wrong, and where', () => {
    for (const file of ['a.yaml', 'b.yaml']) {
      expect(() => parseManifestsOnce('kind: [', file)).toThrow(`${file}:`);
    }
  });
});

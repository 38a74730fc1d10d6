import { parseSeriesSelector } from './parseSeriesSelector';

describe('parseSeriesSelector()', () => {
  it('reads one selector, also one that matches everything', () => {
    expect(parseSeriesSelector('up{job=~"a"}')).toStrictEqual([
      { name: 'job', operator: '=~', value: 'a' },
      { name: '__name__', operator: '=', value: 'up' },
    ]);
    expect(parseSeriesSelector('{}')).toStrictEqual([]);
    expect(parseSeriesSelector('sum')).toHaveLength(1);
  });

  it.each([
    ['', '1:1: parse error: unexpected end of input'],
    ['1', '1:1: parse error: unexpected number "1"'],
    ['foo bar', '1:5: parse error: unexpected identifier "bar"'],
    ['foo[5m]', '1:4: parse error: unexpected "["'],
    ['{', '1:2: parse error: unexpected end of input inside braces'],
    ['on', '1:1: parse error: unexpected <on>'],
  ])('refuses %p', (text, message) => {
    expect(() => parseSeriesSelector(text)).toThrow(message);
  });
});

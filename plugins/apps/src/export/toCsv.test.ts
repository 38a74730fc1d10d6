import { toCsv } from './toCsv';

describe('toCsv()', () => {
  it('writes a header and quotes what needs it', () => {
    expect(toCsv([{ name: 'a,b', reason: 'said "no"', count: 2 }])).toBe(
      'name,reason,count\r\n"a,b","said ""no""",2\r\n',
    );
  });

  it('keeps a cell from running as a formula', () => {
    expect(toCsv([{ name: '=cmd()' }])).toBe("name\r\n'=cmd()\r\n");
  });

  it('is empty for no records', () => {
    expect(toCsv([])).toBe('');
  });
});

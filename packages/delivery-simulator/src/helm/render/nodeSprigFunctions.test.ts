import {
  parseTemplate,
  renderTemplate,
  sprigFunctions,
} from '@orrery/go-template';
import { nodeSprigFunctions } from './nodeSprigFunctions';

const ports = { nowMs: () => Date.UTC(2026, 0, 2), random: () => 0.5 };
const sprig = sprigFunctions(ports);
const functions = { ...sprig, ...nodeSprigFunctions(sprig, ports) };
const render = (text: string) =>
  renderTemplate(
    parseTemplate(text, { name: 't', functions: Object.keys(functions) }),
    {},
    { functions },
  );

describe('nodeSprigFunctions()', () => {
  it.each([
    ['sha1sum "abc"', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ['adler32sum "Wikipedia"', '300286872'],
    ['b32enc "hello"', 'NBSWY3DP'],
    ['b32dec "NBSWY3DP"', 'hello'],
    ['b32dec "nope"', 'illegal base32 data at input byte 0'],
    ['(urlParse "https://a.example:8080/x?q=1").hostname', 'a.example'],
    ['urlJoin (urlParse "mailto:a@b.example")', 'mailto:a@b.example'],
    ['durationRound "800h"', '1mo'],
    ['durationRound (now | dateModify "-26h")', '1d'],
    ['osBase "/a/b.txt"', 'b.txt'],
    ['htmlDateInZone now "UTC"', '2026-01-02'],
    ['randBytes 3', 'gICA'],
    ['shuffle "abcd" | len', '4'],
  ])('%s is %s', (call, expected) => {
    expect(render(`{{ ${call} }}`)).toBe(expected);
  });

  it('parses a chart that mentions certificates, and fails where it asks for them', () => {
    expect(render('{{ if false }}{{ genCA "a" 365 }}{{ end }}ok')).toBe('ok');
    expect(() => render('{{ genCA "a" 365 }}')).toThrow(
      'error calling genCA: genCA is not supported here',
    );
  });
});

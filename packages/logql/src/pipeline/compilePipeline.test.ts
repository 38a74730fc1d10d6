import { askLines, askStream, errorOf, labelsAfter } from '../testing/ask';

const web = '{app="web"}';

describe('line filters', () => {
  const lines = ['GET /cart 200', 'GET /pay 503 from 10.1.2.3', 'gc pause'];
  it.each([
    ['|= "GET"', [0, 1]],
    ['!= "GET"', [2]],
    ['|= "cart" or "gc"', [0, 2]],
    ['!= "cart" or "gc"', [1]],
    ['|~ "50\\\\d"', [1]],
    ['!~ "/(cart|pay)"', [2]],
    ['|~ "(?i)get"', [0, 1]],
    ['|> "GET <_> 200"', [0]],
    ['!> "GET <_>"', [2]],
    ['|= ip("10.0.0.0/8")', [1]],
    ['|= ip("10.1.2.4-10.1.2.9")', []],
    ['|= ""', [0, 1, 2]],
    ['|= "GET" != "200"', [1]],
  ])('%s keeps the lines %s', (filter, kept) => {
    expect(askStream(`${web} ${filter}`, lines)).toStrictEqual(
      kept.map(index => lines[index]),
    );
  });

  it('see the line as the stages before left it', () => {
    const query = `${web} |= "GET" | line_format "{{.app}}" |= "web"`;
    expect(askStream(query, lines)).toStrictEqual(['web', 'web']);
  });

  it.each([
    ['|~ "("', 'parse error : error parsing regexp: missing closing ): `(`'],
    ['|= ip("nowhere")', 'parse error : invalid ip filter: "nowhere"'],
    ['|~ ip("10.0.0.1")', 'parse error : ip: invalid operation'],
    [
      '|> "<a> x"',
      'parse error : named captures are not allowed in line filters: a',
    ],
    ['|> "<_><_>"', "parse error : found consecutive capture '<_><_>'"],
  ])('%s is refused: %s', (filter, message) => {
    expect(errorOf(() => askStream(`${web} ${filter}`, lines))).toBe(message);
  });
});

describe('| json', () => {
  it('makes labels of members, those of inner objects with joined names', () => {
    expect(
      labelsAfter(
        '| json',
        '{"a":"x","b":{"c-d":1.50,"e":{"f":true}},"g":[1],"h":null,"2i":12345678901234567890,"app":"other"}',
      ),
    ).toStrictEqual({
      a: 'x',
      b_c_d: '1.50',
      b_e_f: 'true',
      _2i: '12345678901234567890',
      app_extracted: 'other',
    });
  });

  it('takes what stands at given paths', () => {
    expect(
      labelsAfter(
        '| json first="servers[0]", agent="headers[\\"User-Agent\\"]", all="servers", none="x.y"',
        '{"servers":["a","b"],"headers":{"User-Agent":"curl \\"7\\""}}',
      ),
    ).toStrictEqual({
      first: 'a',
      agent: 'curl "7"',
      all: '["a","b"]',
    });
  });

  it.each(['plain text', '[1]', '{"a":}', '{"a":1', '{"a":1}}'])(
    'marks %s with an error',
    line => {
      expect(labelsAfter('| json', line)).toMatchObject({
        __error__: 'JSONParserErr',
      });
    },
  );

  it('refuses a path that is none', () => {
    expect(errorOf(() => labelsAfter('| json a="b["', '{}'))).toMatch(
      /cannot parse expression \[b\[\]/,
    );
  });
});

describe('| logfmt', () => {
  const line = 'level=warn msg="a \\"b\\" c" took=3ms lone empty= bad"x ok=1';
  it('makes labels of pairs and passes over what is none', () => {
    expect(labelsAfter('| logfmt', line)).toStrictEqual({
      level: 'warn',
      msg: 'a "b" c',
      took: '3ms',
      ok: '1',
    });
  });

  it('is strict when asked', () => {
    expect(labelsAfter('| logfmt --strict', line)).toMatchObject({
      __error__: 'LogfmtParserErr',
      __error_details__: expect.stringMatching(
        /logfmt syntax error at pos \d+/,
      ),
    });
    expect(labelsAfter('| logfmt --strict', 'a=1')).toStrictEqual({ a: '1' });
  });

  it('takes given keys under new names', () => {
    expect(labelsAfter('| logfmt severity="level", took', line)).toStrictEqual({
      severity: 'warn',
      took: '3ms',
    });
  });
});

describe('other parsers', () => {
  it('take named groups', () => {
    expect(
      labelsAfter(
        '| regexp "(?P<method>[A-Z]+) (?P<path>/[^ ]*)"',
        'say GET /a/b now',
      ),
    ).toStrictEqual({ method: 'GET', path: '/a/b' });
    expect(labelsAfter('| regexp "(?P<x>never)"', 'line')).toStrictEqual({});
  });

  it('take captures of a pattern', () => {
    expect(
      labelsAfter(
        '| pattern "<ip> - - <_> \\"<method> <path> <_>\\" <status> <_>"',
        '10.1.2.3 - - [02/Mar] "GET /a HTTP/1.1" 200 15',
      ),
    ).toStrictEqual({
      ip: '10.1.2.3',
      method: 'GET',
      path: '/a',
      status: '200',
    });
  });

  it('unpack what Promtail packed', () => {
    expect(
      askStream(`${web} | unpack`, ['{"_entry":"the line","pod":"p","n":1}']),
    ).toStrictEqual(['the line']);
    expect(labelsAfter('| unpack', '{"pod":"p","_entry":"x"}')).toStrictEqual({
      pod: 'p',
    });
  });

  it.each([
    ['| regexp "x"', 'at least one named capture must be supplied'],
    ['| regexp "("', 'missing closing )'],
    ['| pattern "<_> x"', 'at least one capture is required'],
    ['| pattern "<a> <a>"', 'duplicate capture name (a)'],
  ])('%s is refused: %s', (stage, message) => {
    expect(errorOf(() => labelsAfter(stage, ''))).toContain(message);
  });
});

describe('label filters', () => {
  const line = 'status=503 took=250ms size=2KB ip=10.0.0.7 word=x';
  it.each([
    ['status >= 500', true],
    ['status = 500', false],
    ['status == 503', true],
    ['status != 503', false],
    ['took > 200ms', true],
    ['took < 0.2s', false],
    ['size <= 2KB', true],
    ['size > 1MB', false],
    ['ip = ip("10.0.0.0/24")', true],
    ['ip != ip("10.0.0.0/24")', false],
    ['word =~ "x|y"', true],
    ['missing = ""', true],
    ['missing > 1', false],
    ['status = 1 or word = "x"', true],
    ['status = 503 and word = "y"', false],
    ['(status = 1 or word = "x"), took = 250ms', true],
  ])('%s: %s', (filter, isKept) => {
    const found = askStream(`${web} | logfmt | ${filter}`, [line]);
    expect(found).toHaveLength(isKept ? 1 : 0);
  });

  it('mark a label that is no number, and keep its line', () => {
    expect(labelsAfter('| logfmt | word > 5', line)).toMatchObject({
      __error__: 'LabelFilterErr',
    });
    expect(
      askStream(`${web} | logfmt | word > 5 | __error__=""`, [line]),
    ).toStrictEqual([]);
  });
});

describe('formatting', () => {
  it('writes the line anew', () => {
    expect(
      askStream(
        `${web} | logfmt | line_format "{{.app}}: {{.a | upper | trunc 2}} {{__line__}}{{.none}}" | keep app`,
        ['a=xyz'],
      ),
    ).toStrictEqual(['web: XY a=xyz']);
  });

  it('renames and rewrites labels', () => {
    expect(
      labelsAfter(
        '| logfmt | label_format b=a, c="{{.b}}!", none=missing',
        'a=1',
      ),
    ).toStrictEqual({ b: '1', c: '1!' });
  });

  it('marks a template that fails', () => {
    expect(labelsAfter('| line_format "{{ div 1 0 }}"', 'line')).toMatchObject({
      __error__: 'TemplateFormatErr',
    });
  });

  it('refuses a template that is none', () => {
    expect(
      errorOf(() => labelsAfter('| line_format "{{ nosuch }}"', '')),
    ).toMatch(/^parse error : invalid line template: .*nosuch/);
  });

  it('takes colours away', () => {
    expect(
      askStream(`${web} | decolorize`, ['\u001b[31mred\u001b[0m']),
    ).toStrictEqual(['red']);
  });

  it('drops and keeps labels', () => {
    const line = 'a=1 b=2 c=3';
    expect(labelsAfter('| logfmt | drop a, b="9"', line)).toStrictEqual({
      b: '2',
      c: '3',
    });
    expect(labelsAfter('| logfmt | keep a, b=~"2|3"', line)).toStrictEqual({
      a: '1',
      b: '2',
    });
    expect(labelsAfter('| json | drop __error__', 'no json')).toStrictEqual({});
  });
});

describe('labels of a line', () => {
  it('come from the stream, from the line itself, and from parsers, in rising precedence', () => {
    const streams = [
      {
        labels: { app: 'web', level: 'stream' },
        lines: [[1, 'level=parsed pod=x', { pod: 'meta', zone: 'a' }]] as const,
      },
    ];
    expect(askLines(`${web} | logfmt`, streams)).toStrictEqual([
      '{app="web", level="stream", level_extracted="parsed", pod="x", zone="a"} level=parsed pod=x',
    ]);
    expect(askLines(`${web} | zone="b"`, streams)).toStrictEqual([]);
  });
});

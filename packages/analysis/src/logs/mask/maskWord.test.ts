import fc from 'fast-check';

import { maskWord } from './maskWord';

describe('maskWord()', () => {
  it.each([
    ['connected', 'connected'],
    ["don't", "don't"],
    ['init()', 'init()'],
    ['shop.cart.server.Main', 'shop.cart.server.Main'],
    ['shop.cart.CartException:', 'shop.cart.CartException:'],
    ['and/or', 'and/or'],
    ['...', '...'],
    ['*******', '*******'],
    ['->', '->'],
    ['::', '::'],
    ['facade', 'facade'],
    ['kube-proxy', 'kube-proxy'],
    ['over-https', 'over-https'],
    ['queue_stats=[]', 'queue_stats=[]'],
    ['nickname=', 'nickname='],
    ['==', '=='],
    ["'", "'"],
  ])('leaves %j as it is', (word, key) => {
    expect(maskWord(word)).toMatchObject({ key, text: key, wild: key });
  });

  it.each([
    ['42', '<*>'],
    ['-59', '<*>'],
    ['+5.5,', '<*>,'],
    ['1,024', '<*>'],
    ['50%', '<*>%'],
    ['(3.25', '(<*>'],
    ['<1', '<*>'],
    ['16K', '<*>'],
    ['640MB', '<*>'],
    ['2500ms', '<*>'],
    ['640x480', '<*>'],
    ['0x7ffc01d2e3f4', '<*>'],
    ['0X1', '<*>'],
    ['ffee4000.', '<*>.'],
    ['ffffffff', '<*>'],
    ['0000012e', '<*>'],
    ['v1.4.1', '<*>'],
    ['chunk_-1234567890123456789', '<*>'],
    ['part_12_7', '<*>'],
    ['01234567-89ab-4cde-8f01-23456789abcd', '<*>'],
    ['[fedcba98-7654-4321-8fed-cba987654321]', '[<*>]'],
    ['192.0.2.17:8443', '<*>'],
    ['/192.0.2.64:', '<*>:'],
    ['gateway.example.org:8080', '<*>'],
    ['proxy:80', 'proxy:<*>'],
    ['ns.example.com', '<*>'],
    ['user.example.co.uk', '<*>'],
    ['(host7.example.net)', '(<*>)'],
    ['02:00:5e:10:20:30', '<*>'],
    ['::ffff:192.0.2.5', '<*>'],
    ['fe80::1', '<*>'],
    ['0000:02:1c.3', '<*>'],
    ['21:45:09', '<*>'],
    ['2031-02-03', '<*>'],
    ['2024-05-01T10:11:12.123Z', '<*>'],
    ['[10/May/2024:10:22:33', '[<*>'],
    ['/opt/shop/conf/cart2.yaml', '<*>'],
    ['C:\\Shop\\cart.dll', '<*>'],
    ["'\\\\host\\share\\config'.", "'<*>'."],
    ['~/data', '<*>'],
    ['s3://192.0.2.11:9000/logs:100+20', '<*>'],
    ['bus.tcp://system@worker-07:4000]', '<*>]'],
    ['someone@example.org', '<*>'],
    ['true', '<*>'],
    ['NULL,', '<*>,'],
    ['root', '<*>'],
    ['()', '(<*>)'],
    ['dump.4711', 'dump.<*>'],
    ['AB/2', 'AB/<*>'],
    ['1234/5678', '<*>/<*>'],
    ['core#3', 'core#<*>'],
    ['Total:24680', 'Total:<*>'],
    ['port-added:0a1b2c3d-4e5f', 'port-added:<*>'],
    ['a##17##4', 'a##<*>##<*>'],
    ['step=0', 'step=<*>'],
    ['date=1##2##3', 'date=<*>'],
    ['ws=Shop{10113}', 'ws=<*>'],
    ['bounds=Rect(0,', 'bounds=Rect(<*>,'],
    ['msgid=<20051109.7@example>,', 'msgid=<*>,'],
    ['com.example/.Main', '<*>'],
    ['web-x2k4z', '<*>'],
    ['kube-proxy-bcdfg', '<*>'],
    ['id-a1b2', '<*>'],
    ['....0', '....<*>'],
    ['(step=0)', '(step=<*>)'],
    ['a=1,b=2', 'a=<*>,b=<*>'],
    ['/a?x=1', '<*>'],
    ['"/media/disk2"', '"<*>"'],
  ])('masks %j as %j', (word, key) => {
    expect(maskWord(word)).toMatchObject({ key, text: key, wild: key });
  });

  it.each([
    ['smtp2', 'smtp#', '<*>'],
    ['db2_open()', 'db#_open()', '<*>()'],
    ['eth0:', 'eth#:', '<*>:'],
    ['via=web', 'via=<*>', 'via=<*>'],
    ["'abc'", "'<*>'", "'<*>'"],
    ['"caller":"main"', '"caller":"<*>"', '"caller":"<*>"'],
  ])('lets other lines decide on %j', (word, key, wild) => {
    expect(maskWord(word)).toMatchObject({ key, text: word, wild });
  });

  it.each([
    'level=error',
    'msg="started"',
    '{"level":"info"',
    '"msg":"started"}',
  ])('keeps what happened: %j', word => {
    expect(maskWord(word).key).toBe(word);
  });

  it('shows a list of variables in one word as long as it is no longer or shorter elsewhere', () => {
    expect(maskWord('10.0.0.1,10.0.0.2')).toMatchObject({
      key: '<*>',
      text: '<*>,<*>',
      wild: '<*>',
    });
  });

  it('takes any word, and leaves nothing of it out but what a wildcard stands for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), word => {
        const { key, text, wild } = maskWord(word);
        expect(wild.split('<*>').length).toBeGreaterThanOrEqual(
          key.split('<*>').length,
        );
        const literal = text.split('<*>').join('');
        let position = 0;
        for (const char of literal) {
          position = word.indexOf(char, position);
          expect(position).toBeGreaterThanOrEqual(0);
          position += char.length;
        }
      }),
      { seed: 1 },
    );
  });
});

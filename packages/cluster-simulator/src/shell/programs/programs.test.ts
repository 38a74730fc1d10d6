import { createTestShell, TEST_NOW_MS } from '../testing/createTestShell';

describe('programs of a container', () => {
  it.each([
    ['ls -a /etc', '.\n..\nmotd\n'],
    [
      'ls -l /etc',
      'total 4\n-rw-r--r-- 1 root     root             8 Mar  4 05:06 motd\n',
    ],
    ['ls -d /etc', '/etc\n'],
    [
      'mkdir -p /tmp/a/b; touch /tmp/a/b/c; ls -R /tmp',
      '/tmp:\na\n\n/tmp/a:\nb\n\n/tmp/a/b:\nc\n',
    ],
    [
      'nc -z api 80 && echo open; nc -z api 81 || echo closed',
      'open\nclosed\n',
    ],
    ['chroot /host sh -c "echo $0"', 'sh\n'],
    ['tty; tput cols', 'not a tty\n80\n'],
    [
      `stat -c '%F\\t%s\\t%Y\\t%a\\t%n' /etc/motd`,
      `regular file\t8\t${TEST_NOW_MS / 1000}\t644\t/etc/motd\n`,
    ],
    [
      `find /etc -maxdepth 1 -exec stat -c '%n %s' {} +`,
      '/etc 4096\n/etc/motd 8\n',
    ],
    ['find / -name mo\\*', '/etc/motd\n'],
    ['cd /etc; find . -type f', './motd\n'],
    ['mkdir -p /tmp/a/b; touch /tmp/a/b/c; rm -r /tmp/a; ls /tmp', ''],
    [
      'cp -r /etc /tmp; ls /tmp/etc; cp /etc/motd /tmp/m; mv /tmp/m /tmp/n; ls /tmp',
      'motd\netc\nn\n',
    ],
    [
      'chmod +x /etc/motd; stat -c %a /etc/motd; chmod 600 /etc/motd; stat -c %A /etc/motd',
      '755\n-rw-------\n',
    ],
    [
      'head -n 1 /etc/motd; tail -1 /etc/motd; tail -n +2 /etc/motd',
      'one\ntwo\ntwo\n',
    ],
    ['wc /etc/motd', '      2       2       8 /etc/motd\n'],
    [
      'grep -n t.o /etc/motd; grep -c o /etc/motd; grep -vi ONE /etc/motd',
      '2:two\n2\ntwo\n',
    ],
    [`printf 'b\\na\\nb\\n' | sort | uniq -c`, '      1 a\n      2 b\n'],
    ['seq 1 3 | sort -rn | head -1', '3\n'],
    ['echo a:b:c | cut -d: -f1,3', 'a:c\n'],
    ['echo hi | tee /tmp/t | base64; cat /tmp/t', 'aGkK\nhi\n'],
    [
      'echo -n a | sha256sum',
      'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  -\n',
    ],
    [`printf '%s=%d\\n' a 1 b 2`, 'a=1\nb=2\n'],
    ['echo -e "a\\tb"', 'a\tb\n'],
    ['env X=1 printenv X HOME', '1\n/root\n'],
    [
      'hostname; hostname -i; uname -m; whoami; nproc',
      'web-1\n10.1.2.3\nx86_64\nroot\n2\n',
    ],
    ['date -u; date +%s', 'Wed Mar  4 05:06:07 UTC 2026\n1772600767\n'],
    ['ps', 'PID   USER     TIME  COMMAND\n    1 root     30:00 /app/web\n'],
    ['top -b -n 1 | grep web', '    1 root     50.0  25.0 /app/web\n'],
    ['free -m | grep Mem | cut -c8-', '         100          25          75\n'],
    ['sleep 5 && echo awake', 'awake\n'],
    [
      'curl -s http://api/; curl -s -o /dev/null -w "%{http_code}" api',
      'hello\n200',
    ],
    ['wget -qO- http://api/', 'hello\n'],
    ['getent hosts api', '10.96.0.7       api\n'],
    ['which ls nope', '/bin/ls\n'],
    ['basename /a/b; dirname /a/b', 'b\n/a\n'],
    [
      'cd /tmp; tar cf x.tar /etc; tar tf x.tar; tar xf x.tar -C /root; ls /root/etc',
      'etc\netc/motd\nmotd\n',
    ],
    [
      'cd /tmp; tar czf x.tgz /etc/motd; head -c 2 x.tgz | base64; tar tf x.tgz; tar xzf x.tgz; cat etc/motd',
      'H4s=\netc/motd\none\ntwo\n',
    ],
    ['echo hello | tr a-y b-z', 'ifmmp\n'],
    ['echo aBc | tr [:lower:] [:upper:]', 'ABC\n'],
    ['echo a,b,,c | tr -s , "\\n"', 'a\nb\nc\n'],
    ['echo a1b2 | tr -d 0-9', 'ab\n'],
    ['echo a1b2 | tr -cd "0-9\\n"', '12\n'],
    ['echo abc | tr abc x', 'xxx\n'],
  ])('%s', async (script, out) => {
    expect(await createTestShell().run(script)).toMatchObject({ out });
  });

  it.each([
    ['curl http://nope/', 6, 'curl: (6) Could not resolve host: nope\n'],
    [
      'curl http://api:81/',
      7,
      'curl: (7) Failed to connect to api port 81: Connection refused\n',
    ],
    [
      'curl -f http://api/bad',
      22,
      'curl: (22) The requested URL returned error: 500\n',
    ],
    [
      'curl https://api/',
      2,
      'curl: the simulated network carries http only, not https\n',
    ],
    ['wget http://nope/', 1, "wget: bad address 'nope'\n"],
    ['tar cjf x /etc', 2, 'tar: the simulated tar compresses with gzip only\n'],
    ['tar xzf /etc/motd', 1, 'tar: invalid magic\n'],
    ['tr a', 2, "tr: missing operand after 'a'\n"],
    ['head -n x /etc/motd', 2, "head: invalid number 'x'\n"],
    ['rm /etc', 1, 'rm: /etc: Is a directory\n'],
    ['grep -q nothing /etc/motd', 1, ''],
  ])('%s fails as it does', async (script, exitCode, err) => {
    expect(await createTestShell().run(script)).toMatchObject({
      exitCode,
      err,
    });
  });

  it('shows in df how full the volumes are, next to the root', async () => {
    const { out } = await createTestShell().run('df -h');
    const [, root, data] = out.split('\n').map(line => line.split(/\s+/));
    expect([root[0], root[5]]).toEqual(['overlay', '/']);
    expect(data).toEqual([
      '/dev/nvme1n1',
      '100.0G',
      '89.0G',
      '11.0G',
      '89%',
      '/data',
    ]);
  });

  it('never unpacks outside of the folder that is named', async () => {
    const shell = createTestShell();
    await shell.run(
      'cd /tmp; mkdir a; tar cf x.tar ../etc/motd; tar xf x.tar -C /tmp/a',
    );
    expect((await shell.run('find /tmp/a -type f')).out).toBe(
      '/tmp/a/etc/motd\n',
    );
  });
});

import { createTestShell } from './testing/createTestShell';

describe('Shell', () => {
  it.each([
    [
      'expands variables, split only where they are not quoted',
      'echo $A "$A" \'$A\'',
      'x y x  y $A\n',
    ],
    [
      'keeps what a variable falls back to',
      'echo ${B:-none} "${A:-z}"',
      'none x  y\n',
    ],
    [
      'puts in what commands print',
      'echo "<$(echo a; echo b)>" `echo c`',
      '<a\nb> c\n',
    ],
    [
      'matches file names',
      'cd /etc; echo m*d nothing* "*"',
      'motd nothing* *\n',
    ],
    ['pipes', 'cat /etc/motd | grep w | wc -l', '1\n'],
    ['ends a writer that nobody reads', 'seq 1 1000000 | head -n 2', '1\n2\n'],
    [
      'writes and appends to files',
      'echo a > /tmp/f; echo b >> /tmp/f; cat < /tmp/f',
      'a\nb\n',
    ],
    [
      'sends errors where output goes',
      'cat /nope 2>&1',
      'cat: /nope: No such file or directory\n',
    ],
    [
      'throws output away',
      'echo a > /dev/null; cat /nope 2>/dev/null; echo $?',
      '1\n',
    ],
    [
      'goes on by success and failure',
      'true && echo a || echo b; false && echo c || echo d',
      'a\nd\n',
    ],
    ['negates', '! false && echo yes', 'yes\n'],
    [
      'sets variables for good, or for one command',
      'X=1; X=2 printenv X; echo $X',
      '2\n1\n',
    ],
    ['ends with exit', 'echo a; exit 3; echo b', 'a\n'],
    [
      'ends only its part of a pipeline with exit',
      'exit 3 | cat; echo $?',
      '0\n',
    ],
    [
      'gives scripts their arguments',
      `sh -c 'echo $0 $1 $# "$@"' s a "b c"`,
      's a 2 a b c\n',
    ],
    [
      'keeps the folder of an inner shell apart',
      "cd /etc; sh -c 'cd /tmp; pwd'; pwd",
      '/tmp\n/etc\n',
    ],
    [
      'tests',
      '[ -x /bin/ls ] && [ 3 -gt 2 ] && test -d /etc && [ "$A" != y ] && echo ok',
      'ok\n',
    ],
    ['replaces itself', 'exec echo a; echo b', 'a\n'],
  ])('%s', async (_name, script, out) => {
    expect(await createTestShell().run(script)).toMatchObject({ out });
  });

  it.each([
    ['nope', 127, 'sh: nope: not found\n'],
    ['ls |', 2, 'sh: syntax error: unexpected end of file\n'],
    ['while true', 2, 'sh: syntax error: unexpected end of file\n'],
    ['ls --nope', 2, 'ls: unrecognized option: --nope\n'],
    ['cat < /nope', 1, 'sh: /nope: No such file or directory\n'],
    ['echo a > /etc', 1, 'sh: /etc: Is a directory\n'],
    ['cd /etc/motd', 1, "cd: can't cd to /etc/motd: Not a directory\n"],
    [
      'head -c 2000000 /dev/null > /tmp/x; cp /nope /tmp',
      1,
      'cp: /nope: No such file or directory\n',
    ],
    ['kill 99', 1, "kill: can't kill pid 99: No such process\n"],
  ])('says what is wrong with `%s`', async (script, exitCode, err) => {
    expect(await createTestShell().run(script)).toMatchObject({
      exitCode,
      err,
    });
  });

  it.each([
    ['if', 'if [ -f /etc/motd ]; then echo y; else echo n; fi', 'y\n'],
    [
      'elif',
      'if false; then echo a\nelif true; then echo b\nelse echo c\nfi',
      'b\n',
    ],
    [
      'for',
      'for i in 1 "2 3" $A; do echo "<$i>"; done',
      '<1>\n<2 3>\n<x>\n<y>\n',
    ],
    [
      'for over arguments',
      `sh -c 'for i; do echo "<$i>"; done' sh a 'b c'`,
      '<a>\n<b c>\n',
    ],
    ['"$@"', `sh -c 'printf "<%s>" "$@"' sh a 'b c'`, '<a><b c>'],
    [
      'while',
      'i=0; while [ $i -lt 3 ]; do echo $i; i=$((i+1)); done',
      '0\n1\n2\n',
    ],
    ['until', 'i=0; until [ $i = 2 ]; do i=$((i+1)); done; echo $i', '2\n'],
    [
      'break and continue',
      'for i in 1 2 3 4; do [ $i = 2 ] && continue; [ $i = 4 ] && break; echo $i; done',
      '1\n3\n',
    ],
    [
      'break of two loops',
      'for i in a b; do for j in c d; do break 2; done; echo no; done; echo $i',
      'a\n',
    ],
    [
      'read',
      'while read a b; do echo "$b-$a"; done < /etc/motd',
      '-one\n-two\n',
    ],
    [
      'a loop in a pipe',
      'cat /etc/motd | while read l; do echo "[$l]"; done | wc -l',
      '2\n',
    ],
    [
      'case',
      'case /a/b.txt in x|y) echo 1;; /a/*.txt) echo 2 ;; *) echo 3; esac',
      '2\n',
    ],
    [
      'groups',
      '{ echo a; echo b; } | tr a-z A-Z; { echo c; } > /tmp/c; cat /tmp/c',
      'A\nB\nc\n',
    ],
    [
      'subshells',
      'x=1; (x=2; cd /tmp; echo $x; exit 3); echo $? $x; pwd',
      '2\n3 1\n/\n',
    ],
    [
      'functions',
      'f() { echo "f $1 $#"; return 4; }; f a b; echo $?',
      'f a 2\n4\n',
    ],
    [
      'here-documents',
      "x=1; cat <<E; cat <<'E'\na $x\nE\nb $x\nE\necho c",
      'a 1\nb $x\nc\n',
    ],
    [
      'set -e',
      "sh -ec 'false || echo a; if false; then :; fi; false; echo b'; echo $?",
      'a\n1\n',
    ],
    ['set --', 'set -- a b; shift; echo $1 $#', 'b 1\n'],
    ['eval', "eval 'y=3; echo $y'; echo $y", '3\n3\n'],
    [
      'command -v',
      'command -v ls; command -v nope || echo none',
      '/bin/ls\nnone\n',
    ],
  ])('has %s', async (_name, script, out) => {
    expect(await createTestShell().run(script)).toMatchObject({ out, err: '' });
  });

  it('leaves to the next program what one did not read', async () => {
    const shell = createTestShell();
    const script = 'read first; cat; echo $first';
    expect(await shell.run(script, 'a\nb\nc\n')).toMatchObject({
      out: 'b\nc\na\n',
    });
  });

  it('leaves a loop without end when its client leaves', async () => {
    const gone = new AbortController();
    const running = createTestShell(gone.signal).run('while true; do :; done');
    gone.abort();
    expect(await running).toMatchObject({ exitCode: 130 });
  });

  it('refuses to call without end', async () => {
    expect(await createTestShell().run('f() { f; }; f')).toMatchObject({
      exitCode: 2,
    });
  });

  it('reads the input of its client', async () => {
    const shell = createTestShell();
    const script = `sh -c 'cat > "$1.tmp" && mv "$1.tmp" "$1"' sh /tmp/a`;
    expect(await shell.run(script, 'typed')).toMatchObject({ exitCode: 0 });
    expect(shell.files.read('/tmp/a').toString()).toBe('typed');
    expect(shell.files.list('/tmp')).toEqual(['a']);
  });

  it('ends when its client leaves', async () => {
    const gone = new AbortController();
    gone.abort();
    expect(
      await createTestShell(gone.signal).run('sleep 100; echo a'),
    ).toMatchObject({
      exitCode: 130,
      out: '',
    });
  });

  it('refuses to nest without end', async () => {
    const shell = createTestShell();
    await shell.run("echo 'sh /tmp/loop' > /tmp/loop");
    const { exitCode, err } = await shell.run('sh /tmp/loop');
    expect([exitCode, err]).toEqual([2, 'sh: nested too deep\n']);
  });
});

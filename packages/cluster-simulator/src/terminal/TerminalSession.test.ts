import { PassThrough } from 'node:stream';
import {
  createTestFiles,
  createTestHost,
  createTestState,
} from '../shell/testing/createTestShell';
import type { TerminalSize } from '../streaming/CommandStreams';
import { TerminalSession } from './TerminalSession';

/** A terminal on which `command` runs, and what it shows. */
function open(...command: readonly string[]) {
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  const gone = new AbortController();
  let shown = '';
  stdout.on('data', chunk => (shown += chunk));
  let resize: (size: TerminalSize) => void = () => {};
  const session = new TerminalSession(
    {
      stdin,
      stdout,
      onResize: listener => {
        resize = listener;
        return () => {};
      },
      signal: gone.signal,
    },
    {
      files: createTestFiles(),
      host: createTestHost('forever'),
      state: createTestState(),
    },
  );
  const ended = session.runCommand(command);
  return {
    ended,
    leave: () => {
      gone.abort();
      stdin.end();
    },
    resize: (size: TerminalSize) => resize(size),
    /** Types and resolves with what is shown from then on, once it ends as expected. */
    async type(keys: string, until: RegExp): Promise<string> {
      shown = '';
      stdin.write(keys);
      for (let turn = 0; !until.test(shown); turn += 1) {
        if (turn > 1_000)
          throw new Error(`never saw ${until} in ${JSON.stringify(shown)}`);
        await new Promise(resolve => setImmediate(resolve));
      }
      return shown;
    },
  };
}

const PROMPT = /web-1:\S*# $/;

describe('TerminalSession', () => {
  it('tells programs its size, also after it changed', async () => {
    const terminal = open('sh');
    await terminal.type('', PROMPT);
    expect(await terminal.type('stty size\r', PROMPT)).toContain('24 80');
    terminal.resize({ columns: 101, rows: 33 });
    expect(await terminal.type('stty size\r', PROMPT)).toContain('33 101');
    terminal.leave();
    await terminal.ended;
  });

  it('runs what is typed, with line ends of a terminal', async () => {
    const terminal = open('sh');
    expect(await terminal.type('cd /etc; cat motd\r', PROMPT)).toContain(
      '\r\none\r\ntwo\r\nroot@web-1:/etc# ',
    );
  });

  it('edits the line and remembers earlier ones', async () => {
    const terminal = open('sh');
    expect(await terminal.type('echo acb\u007f\u007fbc\r', PROMPT)).toContain(
      '\r\nabc\r\n',
    );
    expect(await terminal.type('\u001b[A\r', PROMPT)).toContain('\r\nabc\r\n');
    expect(await terminal.type('hello\u0001echo \r', PROMPT)).toContain(
      '\r\nhello\r\n',
    );
    expect(await terminal.type('echo one two\u0017six\r', PROMPT)).toContain(
      '\r\none six\r\n',
    );
    expect(
      await terminal.type('junk\u0015echo \u001b[Dx\u001b[C y\r', PROMPT),
    ).toContain('y');
  });

  it('gives up a line and a program with Ctrl-C', async () => {
    const terminal = open('sh');
    await terminal.type('half\u0003', PROMPT);
    await terminal.type('cat\r', /cat\r\n$/);
    await terminal.type('\u0003', PROMPT);
    expect(await terminal.type('echo $?\r', PROMPT)).toContain('\r\n130\r\n');
  });

  it('gives a program the lines that are typed until Ctrl-D', async () => {
    const terminal = open('sh');
    await terminal.type('cat\r', /cat\r\n$/);
    expect(await terminal.type('abx\u007fc\r', /abc\r\n$/)).toBe(
      'abx\b \bc\r\nabc\r\n',
    );
    await terminal.type('\u0004', PROMPT);
  });

  it('gives a program every key that asks for them, and the size of the window', async () => {
    const terminal = open('sh');
    terminal.resize({ columns: 20, rows: 4 });
    const screen = await terminal.type('top\r', /CPU.*\r\n/);
    const lines = screen
      .slice(screen.lastIndexOf('\u001b[2J') + 4)
      .trimEnd()
      .split('\r\n');
    expect(lines.every(line => line.length <= 20)).toBe(true);
    await terminal.type('q', PROMPT);
  });

  it('opens a shell for a command that ends in one', async () => {
    const terminal = open(
      'sh',
      '-c',
      'T=1; export T; [ -x /bin/nope ] && exec /bin/nope || exec /bin/sh',
    );
    expect(await terminal.type('echo $T\r', /1\r\n.*# $/)).toContain(
      '\r\n1\r\n',
    );
    await terminal.type('exit 4\r', /\r\n$/);
    expect(await terminal.ended).toBe(4);
  });

  it('leaves with Ctrl-D and with the last exit code', async () => {
    const terminal = open('sh');
    await terminal.type('false\r', PROMPT);
    await terminal.type('\u0004', /exit\r\n$/);
    expect(await terminal.ended).toBe(1);
  });

  it('goes on after a line that it does not understand', async () => {
    const terminal = open('sh');
    expect(await terminal.type('ls |\r', PROMPT)).toContain('syntax error');
    expect(await terminal.type('echo ok\r', PROMPT)).toContain('\r\nok\r\n');
  });

  it('ends when the client leaves, at the prompt and in a program', async () => {
    const idle = open('sh');
    await idle.type('true\r', PROMPT);
    idle.leave();
    expect(await idle.ended).toBe(0);
    const busy = open('cat');
    busy.leave();
    await busy.ended;
  });
});

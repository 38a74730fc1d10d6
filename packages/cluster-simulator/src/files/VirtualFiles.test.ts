import { FileError } from './FileError';
import { VirtualFiles } from './VirtualFiles';

const bytes = (text: string) => Buffer.from(text);

describe('VirtualFiles', () => {
  let nowMs = 0;
  let files: VirtualFiles;
  beforeEach(() => {
    nowMs = 1_000;
    files = new VirtualFiles({ nowMs: () => nowMs, capacityBytes: 100 });
    files.place('/etc/app/config', {
      mode: 0o644,
      content: bytes('a=1\n'),
      isReadOnly: true,
    });
    files.placeFolder('/tmp');
  });
  const codeOf = (act: () => unknown) => {
    try {
      act();
    } catch (error) {
      return error instanceof FileError ? error.code : error;
    }
    return undefined;
  };

  it('lists the names of a folder, sorted, and not those below', () => {
    files.write('/tmp/b', bytes(''));
    files.write('/tmp/a', bytes(''));
    expect(files.list('/')).toEqual(['etc', 'tmp']);
    expect(files.list('/tmp')).toEqual(['a', 'b']);
  });

  it('keeps the mode of a file that is written again, and moves its time', () => {
    files.write('/tmp/a', bytes('1'), 0o755);
    nowMs = 2_000;
    files.write('/tmp/a', bytes('2'));
    expect(files.get('/tmp/a')).toMatchObject({
      mode: 0o755,
      modifiedAtMs: 2_000,
    });
    expect(files.read('/tmp/a').toString()).toBe('2');
  });

  it('reads what is made when it is read', () => {
    files.place('/proc/now', {
      mode: 0o444,
      content: () => bytes(String(nowMs)),
    });
    nowMs = 5;
    expect(files.read('/proc/now').toString()).toBe('5');
  });

  it('moves a folder with all that is in it, and a file over another', () => {
    files.makeFolder('/tmp/a');
    files.write('/tmp/a/x', bytes('x'));
    files.rename('/tmp/a', '/tmp/b');
    files.write('/tmp/y', bytes('y'));
    files.rename('/tmp/b/x', '/tmp/y');
    expect(files.list('/tmp')).toEqual(['b', 'y']);
    expect(files.list('/tmp/b')).toEqual([]);
    expect(files.read('/tmp/y').toString()).toBe('x');
  });

  it.each([
    ['a path that is not there', 'ENOENT', () => files.read('/nope')],
    ['a file as a folder', 'ENOTDIR', () => files.list('/etc/app/config')],
    ['a path below a file', 'ENOTDIR', () => files.get('/etc/app/config/x')],
    ['a folder as a file', 'EISDIR', () => files.read('/tmp')],
    ['a folder that is there', 'EEXIST', () => files.makeFolder('/tmp')],
    ['to remove a full folder', 'ENOTEMPTY', () => files.remove('/etc')],
    [
      'to write to a mount',
      'EROFS',
      () => files.write('/etc/app/config', bytes('')),
    ],
    ['to add to a mount', 'EROFS', () => files.write('/etc/app/x', bytes(''))],
    ['to remove from a mount', 'EROFS', () => files.remove('/etc/app/config')],
    [
      'more than it holds',
      'ENOSPC',
      () => files.write('/tmp/a', Buffer.alloc(101)),
    ],
  ])('refuses %s', (_name, code, act) => {
    expect(codeOf(act)).toBe(code);
  });

  it('takes new bytes in place of those that are gone', () => {
    files.write('/tmp/a', Buffer.alloc(90));
    files.write('/tmp/a', Buffer.alloc(95));
    files.remove('/tmp/a');
    expect(codeOf(() => files.write('/tmp/b', Buffer.alloc(96)))).toBe(
      undefined,
    );
  });
});

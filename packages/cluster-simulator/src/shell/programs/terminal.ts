import { UsageError, type Program } from '../Program';

const NO_TERMINAL = 'standard input: Inappropriate ioctl for device';

/** `stty size`, `stty -a`; what else it is asked for changes nothing. */
const stty: Program = async ({ args, stdout, terminal }) => {
  if (!terminal) throw new Error(NO_TERMINAL);
  const { rows, columns } = terminal.size();
  if (args[0] === 'size') await stdout.write(`${rows} ${columns}\n`);
  else if (args.length === 0 || args[0] === '-a')
    await stdout.write(
      `speed 38400 baud; rows ${rows}; columns ${columns}; line = 0;\n`,
    );
  return 0;
};

const tput: Program = async ({ args: [name], stdout, terminal }) => {
  const { rows, columns } = terminal?.size() ?? { rows: 24, columns: 80 };
  switch (name) {
    case 'cols':
      await stdout.write(`${columns}\n`);
      return 0;
    case 'lines':
      await stdout.write(`${rows}\n`);
      return 0;
    case 'clear':
      await stdout.write('\u001b[H\u001b[2J');
      return 0;
    default:
      throw new UsageError(`unknown terminfo capability '${name ?? ''}'`);
  }
};

/** Programs that ask and tell the terminal. */
export const terminalPrograms: Readonly<Record<string, Program>> = {
  stty,
  tput,
  clear: context => tput({ ...context, args: ['clear'] }),
  tty: async ({ stdout, terminal }) => {
    await stdout.write(terminal ? '/dev/pts/0\n' : 'not a tty\n');
    return terminal ? 0 : 1;
  },
};

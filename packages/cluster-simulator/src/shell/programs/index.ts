import type { Program } from '../Program';
import { archivePrograms } from './archive';
import { filePrograms } from './files';
import { networkPrograms } from './network';
import { processPrograms } from './processes';
import { shellPrograms } from './shell';
import { systemPrograms } from './system';
import { textPrograms } from './text';

/** Everything below `/bin` of a simulated container, by name. */
export const programs: Readonly<Record<string, Program>> = {
  ...archivePrograms,
  ...filePrograms,
  ...networkPrograms,
  ...processPrograms,
  ...shellPrograms,
  ...systemPrograms,
  ...textPrograms,
};

// Runs beside the launcher and outlives it by moments: when the launcher is killed without a chance to clean up, its pipe to
// this process closes, and this process ends every process group that the launcher had started.
import { endProcessGroups } from './processGroup.mjs';

/** @type {Set<number>} */
const groupIds = new Set();

process.on('message', message => {
  const { add, remove } = /** @type {{ add?: number, remove?: number }} */ (
    message
  );
  if (add !== undefined) groupIds.add(add);
  if (remove !== undefined) groupIds.delete(remove);
});

process.on('disconnect', async () => {
  await endProcessGroups(groupIds);
  process.exit(0);
});

// Ctrl-C goes to the launcher, which tells this process by closing the pipe.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {});

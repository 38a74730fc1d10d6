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

/** Messages that came before the disconnect are delivered first, hence the turn of the event loop. */
const reap = () =>
  setImmediate(async () => {
    await endProcessGroups(groupIds);
    process.exit(0);
  });

// The launcher may be gone before this file has loaded.
if (process.connected) process.on('disconnect', reap);
else reap();

// Ctrl-C goes to the launcher, which tells this process by closing the pipe.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {});

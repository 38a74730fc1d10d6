import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 50;

/**
 * Ends process groups: asks with SIGTERM, and after the grace kills whoever is left. Resolves when no member runs.
 * Groups that are gone already are fine.
 * @param {Iterable<number>} groupIds
 * @param {{ graceMs?: number, signal?: NodeJS.Signals }} [options]
 */
export async function endProcessGroups(
  groupIds,
  { graceMs = 5_000, signal = 'SIGTERM' } = {},
) {
  let running = [...groupIds].filter(id => signalGroup(id, signal));
  const deadlineMs = Date.now() + graceMs;
  while (running.length > 0) {
    await sleep(pollMs);
    running = running.filter(isGroupRunning);
    if (Date.now() > deadlineMs)
      running.forEach(id => signalGroup(id, 'SIGKILL'));
  }
}

/**
 * Whether a member of the group runs. A process that has ended but was not reaped yet (a container's first process may be
 * slow at that, or never do it) still belongs to its group; it does not count here.
 * @param {number} groupId
 * @returns {boolean}
 */
export function isGroupRunning(groupId) {
  if (!signalGroup(groupId, 0)) return false;
  if (process.platform !== 'linux') return true;
  return readdirSync('/proc').some(pid => {
    if (!/^\d+$/.test(pid)) return false;
    const [state, , group] = statOf(pid);
    return Number(group) === groupId && state !== 'Z' && state !== 'X';
  });
}

/**
 * @param {number} groupId
 * @param {NodeJS.Signals | 0} signal 0 only asks
 * @returns {boolean} whether the group has a member, ended or not
 */
function signalGroup(groupId, signal) {
  try {
    process.kill(-groupId, signal);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH')
      return false;
    throw error;
  }
}

/**
 * The fields of `/proc/PID/stat` from the state on (proc(5)); empty for a process that has just gone.
 * @param {string} pid
 * @returns {string[]}
 */
function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return []; // gone between the listing and the reading, which is the answer
  }
}

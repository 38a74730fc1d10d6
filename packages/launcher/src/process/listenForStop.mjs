const parentPollMs = 1_000;

/**
 * Aborts when this process is asked to stop: by Ctrl-C, SIGTERM, SIGHUP, or because whoever started it is gone (npm killed
 * without a chance to pass the signal on). The reason is the signal's name. A second Ctrl-C ends the process at once; the
 * reaper then cleans up.
 * @returns {{ signal: AbortSignal, dispose: () => void }}
 */
export function listenForStop() {
  const controller = new AbortController();
  const parent = process.ppid;
  /** @param {NodeJS.Signals} name */
  const onSignal = name => {
    if (controller.signal.aborted && name === 'SIGINT') process.exit(130);
    controller.abort(name);
  };
  /** @type {NodeJS.Signals[]} */
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  names.forEach(name => process.on(name, onSignal));
  const parentPoll = setInterval(() => {
    if (process.ppid !== parent) controller.abort('SIGHUP');
  }, parentPollMs);
  parentPoll.unref();
  return {
    signal: controller.signal,
    dispose: () => {
      clearInterval(parentPoll);
      names.forEach(name => process.off(name, onSignal));
    },
  };
}

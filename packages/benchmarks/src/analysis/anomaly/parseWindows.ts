/** Series file → start and end times of its anomalies. Throws an Error that names the file whose windows are malformed. */
export function parseWindows(
  json: unknown,
): Map<string, readonly (readonly [string, string])[]> {
  if (typeof json !== 'object' || json === null)
    throw new Error('windows must be an object of file names');
  return new Map(
    Object.entries(json).map(([file, windows]) => {
      if (!Array.isArray(windows) || !windows.every(isWindow))
        throw new Error(`${file}: windows must be pairs of times`);
      return [file, windows];
    }),
  );
}

function isWindow(window: unknown): window is [string, string] {
  return (
    Array.isArray(window) &&
    window.length === 2 &&
    window.every(time => typeof time === 'string')
  );
}

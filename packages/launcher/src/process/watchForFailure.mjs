import { LauncherError } from '../LauncherError.mjs';

/**
 * Reports the first watched child that ends although nobody stopped it.
 * @returns {{ failed: Promise<LauncherError>, watch: (child: import('./Children.mjs').Child) => () => void }}
 *   `watch` returns how to say that the child may end now
 */
export function watchForFailure() {
  /** @type {(error: LauncherError) => void} */
  let report = () => {};
  /** @type {Promise<LauncherError>} */
  const failed = new Promise(resolve => (report = resolve));
  return {
    failed,
    watch: child => {
      let mayEnd = false;
      void child.ended.then(how => {
        if (!mayEnd)
          report(
            new LauncherError(`the ${child.name} ended by itself (${how}).`),
          );
      });
      return () => {
        mayEnd = true;
      };
    },
  };
}

import { bearer, type CredentialSource } from './CredentialSource';

/** The signed-in user's own token, passed with each call. Nothing is cached: every user is somebody else. */
export function viewerCredential(provider: string): CredentialSource {
  return {
    async current(viewer) {
      if (!viewer?.token) {
        throw new Error(
          `this cluster needs the signed-in user's token of ${provider}, and the call has none`,
        );
      }
      return bearer(viewer.token);
    },
    invalidate() {},
  };
}

import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { liveConnectionApiRef } from '../live/liveConnectionApiRef';
import { clusterTokensApiRef } from './ClusterTokensApi';

export interface SignInButtonProps {
  /** `okta`. */
  provider: string;
}

/** Signs the viewer in with a provider; what its clusters hold then appears by itself. */
export function SignInButton({ provider }: SignInButtonProps) {
  const tokens = useApi(clusterTokensApiRef);
  const connection = useApi(liveConnectionApiRef);
  const [isPending, setIsPending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const onPress = async () => {
    setIsPending(true);
    setFailure(undefined);
    try {
      await tokens.signIn(provider);
      await connection.renewAccess();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setIsPending(false);
    }
  };
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        isDisabled={isPending}
        aria-label={`Sign in to ${provider}`}
        onPress={onPress}
      >
        Sign in
      </Button>
      {failure && <span role="alert">{`Not signed in: ${failure}`}</span>}
    </>
  );
}

import type { ObjectReference } from '../client/ClustersApi';
import { ErrorView } from '../view-state/ErrorView';
import { MessageView } from '../view-state/MessageView';
import { objectNameOf } from './objectNameOf';

export interface ObjectErrorProps {
  reference: ObjectReference;
  error: Error;
  onRetry: () => void;
}

/** In place of an object that could not be read; one that does not exist is no failure. */
export function ObjectError({ reference, error, onRetry }: ObjectErrorProps) {
  const what = objectNameOf(reference);
  if ('code' in error && error.code === 'RESOURCE_NOT_FOUND') {
    return (
      <MessageView title={`${what} does not exist`} role="status">
        It may have been deleted or replaced since the link was made.
      </MessageView>
    );
  }
  return <ErrorView what={what} error={error} onRetry={onRetry} />;
}

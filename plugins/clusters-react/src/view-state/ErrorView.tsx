import { Button } from '@backstage/ui';
import { ClustersError } from '../client/ClustersError';
import { ForbiddenView } from './ForbiddenView';
import { MessageView } from './MessageView';

export interface ErrorViewProps {
  /** What could not be shown: `the workloads`, `Pod shop/checkout-1`. */
  what: string;
  error: Error;
  onRetry?: () => void;
}

/** What happened, to what, and what one can do; a refusal is not an error and says so itself. */
export function ErrorView({ what, error, onRetry }: ErrorViewProps) {
  const code = error instanceof ClustersError ? error.code : 'INTERNAL_ERROR';
  if (code === 'FORBIDDEN')
    return <ForbiddenView what={error.message || what} />;
  return (
    <MessageView
      mark="Failed"
      title={`Cannot show ${what}`}
      role="alert"
      action={
        onRetry && (
          <Button size="small" variant="secondary" onPress={onRetry}>
            Try again
          </Button>
        )
      }
    >
      {error.message}
      {error instanceof ClustersError && (
        <ul>
          {Object.entries(error.details).map(([field, text]) => (
            <li key={field}>
              <code>{field}</code> {text}
            </li>
          ))}
        </ul>
      )}
    </MessageView>
  );
}

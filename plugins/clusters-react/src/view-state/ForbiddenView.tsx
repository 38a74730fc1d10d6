import { MessageView } from './MessageView';

export interface ForbiddenViewProps {
  /** What was refused: `list pods in payments`. */
  what: string;
}

/** Not permitted: never shown as nothing, never as zero. */
export function ForbiddenView({ what }: ForbiddenViewProps) {
  return (
    <MessageView
      mark="Forbidden"
      title={`Not permitted: ${what}`}
      role="status"
    >
      Ask the owner of the cluster for read access, or choose another scope.
    </MessageView>
  );
}

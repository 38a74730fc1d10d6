import type { ReactNode } from 'react';
import { MessageView } from './MessageView';

export interface EmptyViewProps {
  title: string;
  /** Why there is nothing, and what one can do. */
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing is there, and that is known. */
export function EmptyView(props: EmptyViewProps) {
  return <MessageView {...props} role="status" />;
}

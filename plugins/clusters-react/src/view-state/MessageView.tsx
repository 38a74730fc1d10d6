import type { ReactNode } from 'react';
import { HealthIcon } from '../health/HealthIcon';
import type { ViewMark } from '../health/healthMark';
import styles from './ViewState.module.css';

export interface MessageViewProps {
  mark?: ViewMark;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  role?: 'alert' | 'status';
}

/** One quiet block in place of content; the other state views say their words through it. */
export function MessageView({
  mark,
  title,
  children,
  action,
  role,
}: MessageViewProps) {
  return (
    <div className={styles.message} role={role}>
      <div className={styles.title}>
        {mark && <HealthIcon mark={mark} />}
        <span>{title}</span>
      </div>
      {children && <div className={styles.text}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}

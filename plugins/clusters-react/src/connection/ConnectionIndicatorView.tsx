import {
  RiCheckboxBlankCircleFill,
  RiLoader2Line,
  RiPauseFill,
  RiRefreshLine,
} from '@remixicon/react';
import type { ConnectionStatus } from './connectionStatusOf';
import styles from './ConnectionIndicatorView.module.css';

const ICONS = {
  live: RiCheckboxBlankCircleFill,
  reconnecting: RiLoader2Line,
  polling: RiRefreshLine,
  paused: RiPauseFill,
} as const;

export interface ConnectionIndicatorViewProps {
  status: ConnectionStatus;
  onClick: () => void;
}

export function ConnectionIndicatorView({
  status,
  onClick,
}: ConnectionIndicatorViewProps) {
  const Icon = ICONS[status.kind];
  return (
    <button
      type="button"
      className={styles.indicator}
      data-status={status.kind}
      title={status.hint}
      onClick={onClick}
    >
      <span className={styles.icon} aria-hidden="true">
        <Icon size={status.kind === 'live' ? 10 : 14} />
      </span>
      {/* The seconds tick for the eye only; a reader hears the change of state. */}
      <span aria-hidden="true">{status.text}</span>
      <span className={styles.hidden} role="status">
        {status.text.replace(/ \(.*/, '')}
      </span>
    </button>
  );
}

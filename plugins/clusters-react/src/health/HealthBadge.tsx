import { HealthIcon } from './HealthIcon';
import { healthMark } from './healthMark';
import type { ViewMark } from './healthMark';
import styles from './HealthBadge.module.css';

export interface HealthBadgeProps {
  mark: ViewMark;
  /** The reason, said instead of the plain word: "2 pods crash-looping". */
  message?: string;
  /** Where the words stand beside the badge already; they stay for assistive technology. */
  iconOnly?: boolean;
}

/** Icon and word, always; colour third. */
export function HealthBadge({ mark, message, iconOnly }: HealthBadgeProps) {
  const { word, tone } = healthMark[mark];
  const text = message || word;
  return (
    <span
      className={styles.badge}
      data-tone={tone}
      title={text === word ? undefined : `${word}: ${text}`}
    >
      <HealthIcon mark={mark} />
      <span className={iconOnly ? styles.hidden : styles.word}>{text}</span>
    </span>
  );
}

import { healthMark } from './healthMark';
import type { ViewMark } from './healthMark';
import styles from './HealthBadge.module.css';

/** The words of a state where its mark stands already, in the same tone; assistive technology hears the state too. */
export function HealthText({
  mark,
  message,
}: {
  mark: ViewMark;
  message: string;
}) {
  const { word, tone } = healthMark[mark];
  return (
    <span className={styles.badge} data-tone={tone} title={message}>
      {message !== word && <span className={styles.hidden}>{word}: </span>}
      <span className={styles.word}>{message}</span>
    </span>
  );
}

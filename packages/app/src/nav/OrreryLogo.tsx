import { Link } from '@backstage/core-components';
import styles from './OrreryLogo.module.css';

/** Three bodies on their orbits; the word appears when the sidebar is open. */
export function OrreryLogo() {
  return (
    <Link to="/" className={styles.logo} aria-label="Orrery, home">
      <svg
        viewBox="0 0 32 32"
        width="28"
        height="28"
        aria-hidden="true"
        fill="none"
      >
        <ellipse
          cx="16"
          cy="16"
          rx="14"
          ry="6"
          stroke="currentColor"
          strokeWidth="1.2"
          transform="rotate(-24 16 16)"
        />
        <circle
          cx="16"
          cy="16"
          r="8.5"
          stroke="currentColor"
          strokeWidth="1.2"
          strokeDasharray="2 2.4"
        />
        <circle cx="16" cy="16" r="3.6" className={styles.sun} />
        <circle cx="28.4" cy="9.4" r="2.2" fill="currentColor" />
        <circle cx="9.4" cy="21.4" r="1.6" fill="currentColor" />
      </svg>
      <span className={styles.word}>Orrery</span>
    </Link>
  );
}

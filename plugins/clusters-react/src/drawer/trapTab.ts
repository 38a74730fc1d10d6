const FOCUSABLE =
  'a[href], button:not([disabled]), input, select, textarea, [tabindex]:not([tabindex="-1"])';

/** Keeps Tab inside `container`: from the last element to the first and back. */
export function trapTab(
  event: { readonly shiftKey: boolean; preventDefault(): void },
  container: HTMLElement,
): void {
  const inside = [...container.querySelectorAll<HTMLElement>(FOCUSABLE)];
  if (inside.length === 0) {
    event.preventDefault();
    return;
  }
  const first = inside[0];
  const last = inside[inside.length - 1];
  const active = document.activeElement;
  if (event.shiftKey && (active === first || active === container)) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && active === last) {
    event.preventDefault();
    first.focus();
  }
}

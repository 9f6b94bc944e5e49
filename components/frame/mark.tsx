/** The sign of Linernotes: a record half out of its sleeve. */
export function Mark({ className = "size-5" }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className}>
      <circle cx="20" cy="16" r="11" fill="var(--ink)" />
      <circle cx="20" cy="16" r="6.5" fill="none" stroke="var(--paper)" strokeWidth="1.2" opacity="0.5" />
      <rect x="1" y="4" width="19" height="24" rx="2.5" fill="var(--groove)" />
    </svg>
  );
}

import { useEffect, useState } from 'react';

export interface CopyButtonProps {
  readonly label: string;
  /** What is copied, where the label leaves it to the place. */
  readonly name?: string;
  readonly className: string;
  readonly text: () => string;
}

/** Puts a text on the clipboard and says for a moment that it is there, or that it cannot. */
export function CopyButton({ label, name, className, text }: CopyButtonProps) {
  const [said, setSaid] = useState<string>();
  useEffect(() => {
    if (said === undefined) return;
    const timer = setTimeout(() => setSaid(undefined), 1600);
    return () => clearTimeout(timer);
  }, [said]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setSaid('Copied');
    } catch {
      setSaid('Not allowed here');
    }
  };
  return (
    <button
      type="button"
      className={className}
      aria-label={said ?? name}
      title={name}
      onClick={copy}
    >
      <span aria-live="polite">{said ?? label}</span>
    </button>
  );
}

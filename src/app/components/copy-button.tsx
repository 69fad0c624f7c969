import { useEffect, useState } from 'react';

export interface CopyButtonProps {
  readonly label: string;
  readonly className: string;
  readonly text: () => string;
}

/** Puts a text on the clipboard and says for a moment that it is there, or that it cannot. */
export function CopyButton({ label, className, text }: CopyButtonProps) {
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
    <button type="button" className={className} onClick={copy}>
      <span aria-live="polite">{said ?? label}</span>
    </button>
  );
}

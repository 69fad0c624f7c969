import controls from '../../components/controls.module.css';
import { Icon } from '../../components/icons.tsx';
import { useStores, useView } from '../../state/stores.ts';
import { type Theme, themes } from '../../state/view-store.ts';

const ICONS = { system: 'system', light: 'sun', dark: 'moon' } as const;

/** Goes round system, light and dark. */
export function ThemeButton({ className }: { readonly className?: string | undefined }) {
  const { view } = useStores();
  const theme = useView((state) => state.theme);
  const next: Theme = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
  const label = `Theme: ${theme}. Switch to ${next}.`;
  return (
    <button
      type="button"
      id="bar-theme"
      className={`${controls.button} ${controls.quiet} ${controls.icon} ${className ?? ''}`}
      aria-label={label}
      title={label}
      onClick={() => view.getState().chooseTheme(next)}
    >
      <Icon name={ICONS[theme]} />
    </button>
  );
}

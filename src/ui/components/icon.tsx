import type { Icon as CodexIcon } from '@wikimedia/codex-icons';

export type IconShape = CodexIcon;
type SimpleIcon = string | { path: string };

type IconProps = {
  icon: IconShape;
  size?: 'medium' | 'small' | 'x-small';
  /** What it means, when no words beside it say so; without it the icon is decoration. */
  label?: string | undefined;
  class?: string;
};

/** One of Codex's icons; import each by name, so that only those that are used are shipped. */
export function Icon({ icon, size = 'medium', label, class: extra = '' }: IconProps) {
  const { shape, flips } = resolve(icon);
  const classes = `cdx-icon cdx-icon--${size} ${flips ? 'icon-flips' : ''} ${extra}`;
  const meaning = label ? { role: 'img' as const, 'aria-label': label } : { 'aria-hidden': true };
  return (
    <span class={classes} {...meaning}>
      {typeof shape === 'string' ? (
        <svg
          width="20"
          height="20"
          viewBox="0 0 20 20"
          aria-hidden="true"
          // The markup is Codex's own, never a person's
          dangerouslySetInnerHTML={{ __html: shape }}
        />
      ) : (
        <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
          <path d={shape.path} />
        </svg>
      )}
    </span>
  );
}

/** Codex gives an icon as a path, as markup, or as an object that varies with direction or language. */
function resolve(icon: IconShape): { shape: SimpleIcon; flips: boolean } {
  if (typeof icon === 'string' || 'path' in icon) return { shape: icon, flips: false };
  if ('langCodeMap' in icon) return resolve(icon.default);
  return { shape: icon.ltr, flips: 'shouldFlip' in icon };
}

import type { ComponentChildren, Ref } from 'preact';
import { Icon, type IconShape } from './icon.tsx';

type Look = {
  children: ComponentChildren;
  icon?: IconShape | undefined;
  /** `primary`: the one main action of a screen. `quiet`: no frame. */
  weight?: 'normal' | 'primary' | 'quiet';
  action?: 'default' | 'progressive' | 'destructive';
  /** As wide as what it stands in. */
  wide?: boolean;
};

type ButtonProps = Look & {
  onClick?: ((event: MouseEvent) => void) | undefined;
  type?: 'button' | 'submit';
  disabled?: boolean | undefined;
  /** The form that a submit button outside it sends. */
  form?: string | undefined;
  buttonRef?: Ref<HTMLButtonElement>;
  'aria-expanded'?: boolean | undefined;
  'aria-pressed'?: boolean | undefined;
  'aria-label'?: string | undefined;
  'aria-describedby'?: string | undefined;
  /** A key that does the same, for screen readers to tell. */
  'aria-keyshortcuts'?: string;
};

export function Button({
  children,
  icon,
  weight = 'normal',
  action = 'default',
  wide,
  type = 'button',
  buttonRef,
  ...rest
}: ButtonProps) {
  return (
    <button {...rest} ref={buttonRef ?? null} type={type} class={buttonClass(weight, action, wide)}>
      {icon && <Icon icon={icon} size="small" />}
      <span>{children}</span>
    </button>
  );
}

type LinkButtonProps = Look & {
  href: string;
  /** The name of the file, when the link saves one. */
  download?: string | undefined;
  target?: '_blank' | undefined;
  'aria-label'?: string;
};

/** A link that looks like a button: it goes somewhere, and changes nothing. */
export function LinkButton({
  children,
  icon,
  weight = 'normal',
  action = 'default',
  wide,
  target,
  ...rest
}: LinkButtonProps) {
  const fake = 'cdx-button--fake-button cdx-button--fake-button--enabled';
  const outside = target ? { target, rel: 'noopener' } : {};
  return (
    <a {...rest} {...outside} class={`${buttonClass(weight, action, wide)} ${fake}`}>
      {icon && <Icon icon={icon} size="small" />}
      <span>{children}</span>
    </a>
  );
}

type IconButtonProps = {
  icon: IconShape;
  /** What it does; a screen reader says it, and it shows as a tooltip. */
  label: string;
  onClick: (event: MouseEvent) => void;
  action?: 'default' | 'progressive' | 'destructive';
  disabled?: boolean | undefined;
  'aria-expanded'?: boolean | undefined;
};

export function IconButton({ icon, label, action = 'default', ...rest }: IconButtonProps) {
  const classes = `${buttonClass('quiet', action, false)} cdx-button--icon-only`;
  return (
    <button {...rest} type="button" class={classes} aria-label={label} title={label}>
      <Icon icon={icon} />
    </button>
  );
}

function buttonClass(weight: string, action: string, wide: boolean | undefined): string {
  const tone = weight === 'primary' && action === 'default' ? 'progressive' : action;
  return `cdx-button cdx-button--size-large cdx-button--weight-${weight} cdx-button--action-${tone}${wide ? ' button-wide' : ''}`;
}

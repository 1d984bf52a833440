import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

type CheckboxProps = {
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** The label. */
  children: ComponentChildren;
  /** Strikes the label through once it is ticked: for things to do. */
  strike?: boolean;
  disabled?: boolean | undefined;
  name?: string;
};

/** A tick with its label; the whole row can be tapped. */
export function Checkbox({ checked, onChange, children, strike, ...rest }: CheckboxProps) {
  const id = useId();
  return (
    <div class={`cdx-checkbox${strike && checked ? ' cdx-checkbox--done' : ''}`}>
      <div class="cdx-checkbox__wrapper">
        <input
          {...rest}
          id={id}
          class="cdx-checkbox__input"
          type="checkbox"
          checked={checked}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span class="cdx-checkbox__icon" />
        <div class="cdx-checkbox__label cdx-label">
          <label class="cdx-label__label" for={id}>
            <span class="cdx-label__label__text">{children}</span>
          </label>
        </div>
      </div>
    </div>
  );
}

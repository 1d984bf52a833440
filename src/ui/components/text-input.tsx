import type { Ref } from 'preact';
import { useFieldLinks } from './field.tsx';

type Shared = {
  value: string;
  onInput: (value: string) => void;
  onBlur?: (() => void) | undefined;
  name?: string;
  required?: boolean;
  disabled?: boolean | undefined;
  readOnly?: boolean | undefined;
  /** The control's name, when it stands outside a Field. */
  'aria-label'?: string;
};

type TextInputProps = Shared & {
  type?: 'text' | 'url' | 'email' | 'search' | 'date' | 'time';
  /** The keyboard to offer: `decimal` for amounts. */
  inputMode?: 'text' | 'decimal' | 'numeric' | 'url';
  placeholder?: string;
  autoComplete?: string;
  maxLength?: number;
  min?: string | undefined;
  max?: string | undefined;
  inputRef?: Ref<HTMLInputElement>;
};

export function TextInput({ type = 'text', onInput, inputRef, ...rest }: TextInputProps) {
  const { control, invalid } = useFieldLinks();
  return (
    <div class={`cdx-text-input${invalid ? ' cdx-text-input--status-error' : ''}`}>
      <input
        {...rest}
        {...control}
        ref={inputRef ?? null}
        class="cdx-text-input__input"
        // preact tells apart inputs by type, and these take the same attributes.
        type={type as 'text'}
        dir={type === 'text' || type === 'search' ? 'auto' : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}

type MomentProps = Shared & { min?: string | undefined; max?: string | undefined };

/** A calendar day, `YYYY-MM-DD`, or '' while there is none. */
export function DateInput(props: MomentProps) {
  return <TextInput {...props} type="date" />;
}

/** A wall-clock time, `HH:MM`, or '' while there is none. */
export function TimeInput({ onInput, ...rest }: MomentProps) {
  // Some browsers add seconds, which no schedule has.
  return <TextInput {...rest} onInput={(value) => onInput(value.slice(0, 5))} type="time" />;
}

type TextAreaProps = Shared & {
  rows?: number;
  placeholder?: string;
  maxLength?: number;
  areaRef?: Ref<HTMLTextAreaElement>;
};

/** Several lines; it grows with what is typed. */
export function TextArea({ onInput, rows = 3, areaRef, ...rest }: TextAreaProps) {
  const { control, invalid } = useFieldLinks();
  return (
    <div class={`cdx-text-area${invalid ? ' cdx-text-area--status-error' : ''}`}>
      <textarea
        {...rest}
        {...control}
        ref={areaRef ?? null}
        class="cdx-text-area__textarea"
        rows={rows}
        dir="auto"
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}

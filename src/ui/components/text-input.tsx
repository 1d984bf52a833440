import { cdxIconError } from '@wikimedia/codex-icons';
import type { ComponentChildren, Ref } from 'preact';
import { useId } from 'preact/hooks';
import { useMessages } from '../context.ts';
import { useFieldLinks } from './field.tsx';
import { Icon } from './icon.tsx';

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
  /**
   * How many characters can be saved. Never the browser's own `maxlength`, which cuts what is pasted without a word:
   * too long a text stays whole, and the control says so until it is shortened.
   */
  maxLength?: number;
};

type TextInputProps = Shared & {
  type?: 'text' | 'url' | 'email' | 'search' | 'date' | 'time';
  /** The keyboard to offer: `decimal` for amounts. */
  inputMode?: 'text' | 'decimal' | 'numeric' | 'url';
  placeholder?: string;
  autoComplete?: string;
  min?: string | undefined;
  max?: string | undefined;
  /** The id of a `<datalist>` with what is likely to be typed. */
  list?: string;
  inputRef?: Ref<HTMLInputElement>;
};

export function TextInput({ type = 'text', onInput, inputRef, maxLength, ...rest }: TextInputProps) {
  const { control, invalid, words } = useLimited(rest.value, maxLength);
  return (
    <>
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
      {words}
    </>
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
  areaRef?: Ref<HTMLTextAreaElement>;
};

/** Several lines; it grows with what is typed. */
export function TextArea({ onInput, rows = 3, areaRef, maxLength, ...rest }: TextAreaProps) {
  const { control, invalid, words } = useLimited(rest.value, maxLength);
  return (
    <>
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
      {words}
    </>
  );
}

type Limited = ReturnType<typeof useFieldLinks> & { words: ComponentChildren };

/** The control's links to its Field, and the words under it while its text is longer than can be saved. */
function useLimited(value: string, maxLength: number | undefined): Limited {
  const links = useFieldLinks();
  const id = useId();
  if (maxLength === undefined) return { ...links, words: null };
  const words = <div aria-live="polite">{value.length > maxLength && <TooLong {...{ id, value, maxLength }} />}</div>;
  if (value.length <= maxLength) return { ...links, words };
  const describedBy = [links.control['aria-describedby'], id].filter(Boolean).join(' ');
  const control = { ...links.control, 'aria-describedby': describedBy, 'aria-invalid': 'true' as const };
  return { control, invalid: true, words };
}

function TooLong({ id, value, maxLength }: { id: string; value: string; maxLength: number }) {
  const { t, format } = useMessages();
  return (
    <div class="field-error" id={id}>
      <Icon icon={cdxIconError} />
      <span>{t('field-too-long', format.number(value.length), format.number(maxLength))}</span>
    </div>
  );
}

import { cdxIconError } from '@wikimedia/codex-icons';
import { type ComponentChildren, createContext } from 'preact';
import { useContext, useId } from 'preact/hooks';
import { useMessages } from '../context.ts';
import { Icon } from './icon.tsx';

/** How a control is tied to the words around it. */
type FieldLinks = { id: string; describedBy: string | undefined; invalid: boolean };

const FieldContext = createContext<FieldLinks | null>(null);

type FieldProps = {
  label: string;
  description?: ComponentChildren;
  /** What is wrong with the value, in words; announced when it appears. */
  error?: string | undefined;
  /** Says “(optional)” beside the label. */
  optional?: boolean;
  /** One control: TextInput, TextArea, Select, DateInput or TimeInput. */
  children: ComponentChildren;
};

/** A labelled control with its explanation and its error. */
export function Field({ label, description, error, optional, children }: FieldProps) {
  const { t } = useMessages();
  const id = useId();
  const describedBy = [description ? `${id}-description` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div class="cdx-field">
      <div class="cdx-label">
        <label class="cdx-label__label" for={id}>
          <span class="cdx-label__label__text">{label}</span>
          {optional && <span class="field-optional"> {t('field-optional')}</span>}
        </label>
      </div>
      <FieldContext.Provider value={{ id, describedBy: describedBy || undefined, invalid: Boolean(error) }}>
        <div class="cdx-field__control">{children}</div>
      </FieldContext.Provider>
      {description && (
        <div class="cdx-field__help-text" id={`${id}-description`}>
          {description}
        </div>
      )}
      <div aria-live="polite">
        {error && (
          <div class="field-error" id={`${id}-error`}>
            <Icon icon={cdxIconError} />
            <span>{error}</span>
          </div>
        )}
      </div>
    </div>
  );
}

/** The attributes of a control inside a Field; outside one it must name itself by aria-label. */
export function useFieldLinks(): {
  control: { id?: string; 'aria-describedby'?: string; 'aria-invalid'?: 'true' };
  invalid: boolean;
} {
  const links = useContext(FieldContext);
  if (!links) return { control: {}, invalid: false };
  const { id, describedBy, invalid } = links;
  const control = {
    id,
    ...(describedBy ? { 'aria-describedby': describedBy } : {}),
    ...(invalid ? { 'aria-invalid': 'true' as const } : {}),
  };
  return { control, invalid };
}

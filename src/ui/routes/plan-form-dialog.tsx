import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useMessages } from '../context.ts';
import type { Correction } from '../hooks/use-correction.ts';
import { useFocusError } from '../hooks/use-focus-error.ts';
import { FormNotice } from './correction-notice.tsx';
import { SaveOutcome, type Saving } from './plan-save.tsx';
import { isOfTheDevice } from './way-out.tsx';

type FormDialogProps = {
  title: string;
  edits: { restored: boolean; discard: () => Promise<void> };
  correction: Pick<Correction, 'rejection'>;
  saving: Saving;
  onSubmit: () => void;
  /** Closing loses nothing: what was typed waits as a draft. */
  onClose: () => void;
  /** Fields. */
  children: ComponentChildren;
  /** A rarer action beside Save. */
  extra?: ComponentChildren;
};

/** A ref for the field to begin in: the browser focuses it when the dialog opens, instead of the close button. */
export function beginHere(element: HTMLInputElement | HTMLTextAreaElement | null): void {
  if (element) element.autofocus = true;
}

/** A short form over the list it belongs to. */
export function FormDialog({ title, edits, correction, saving, onSubmit, onClose, children, extra }: FormDialogProps) {
  const { t } = useMessages();
  const formId = useId();
  const { form, focusError } = useFocusError();
  const actions = (
    <>
      <Button type="submit" form={formId} weight="primary" disabled={saving.state === 'saving'}>
        {t(isOfTheDevice(saving.state) ? 'try-again' : 'plan-save')}
      </Button>
      {extra}
    </>
  );
  return (
    <Dialog open title={title} onClose={onClose} actions={actions}>
      <FormNotice correction={correction} edits={edits} />
      <form
        ref={form}
        id={formId}
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
          focusError();
        }}
      >
        {children}
      </form>
      {/* “Saved” is said on the page, where the dialog has closed. */}
      <SaveOutcome state={saving.state === 'saved' ? 'idle' : saving.state} />
    </Dialog>
  );
}

import { useState } from 'preact/hooks';
import type { Session } from '#domain/schedule/schema.ts';
import { middleOf, splitSlot } from '#domain/schedule/slot.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Field } from '../components/field.tsx';
import { TimeInput } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import type { Saving } from './plan-save.tsx';
import { splitWrites } from './session-copy.ts';
import { slotOf } from './session-writes.ts';

type SplitDialogProps = { session: Session; saving: Saving; onClose: () => void };

/** Asks where a session is split in two. */
export function SplitDialog({ session, saving, onClose }: SplitDialogProps) {
  const { t } = useMessages();
  const store = useStore();
  const [at, setAt] = useState(() => middleOf(session));
  const halves = splitSlot(slotOf(session), at);

  async function split(): Promise<void> {
    if (!halves) return;
    const { writes } = splitWrites(store, session, halves);
    if (await saving.save(() => store.mutateAll(writes))) onClose();
  }

  const action = (
    <Button weight="primary" disabled={!halves || saving.state === 'saving'} onClick={() => void split()}>
      {t('session-split')}
    </Button>
  );
  return (
    <Dialog open title={t('session-split-title', session.title)} onClose={onClose} actions={action}>
      <Field
        label={t('session-split-at')}
        description={t('session-split-text')}
        error={halves ? undefined : t('session-split-outside', session.start, session.end)}
      >
        <TimeInput value={at} onInput={setAt} />
      </Field>
    </Dialog>
  );
}

import { useState } from 'preact/hooks';
import type { Consent } from '#domain/evidence/schema.ts';
import { Button } from '../components/button.tsx';
import { HelpLink } from '../components/help-link.tsx';
import { useMessages, useStore } from '../context.ts';
import { SaveOutcome, useSaving } from './plan-save.tsx';

/**
 * Asks about the people in photos right after they were taken, while they still stand there. Whoever says that they
 * agreed, or that there are none, wants the photos in the report: they are published unless somebody says otherwise.
 */
export function AskConsent({ ids, onDone }: { ids: readonly string[]; onDone: () => void }) {
  const { t } = useMessages();
  const store = useStore();
  const saving = useSaving();
  const [left, setLeft] = useState(ids);

  async function answer(consent: Exclude<Consent, 'not-asked'>): Promise<void> {
    for (const id of left) {
      const changes = { consent, publish: true };
      if (!(await saving.save(() => store.mutate('evidence.edit', { id, changes })))) return;
      setLeft((before) => before.filter((other) => other !== id));
    }
    onDone();
  }

  return (
    <fieldset class="evidence-ask">
      <legend>{t('evidence-ask', left.length)}</legend>
      <p class="subtle small">
        {t('evidence-consent-text')} <HelpLink topic="evidence" />
      </p>
      <div class="actions">
        <Button onClick={() => void answer('agreed')}>{t('evidence-consent-agreed')}</Button>
        <Button onClick={() => void answer('nobody')}>{t('evidence-consent-nobody')}</Button>
        <Button weight="quiet" onClick={onDone}>
          {t('evidence-ask-later')}
        </Button>
      </div>
      <SaveOutcome state={saving.state === 'saved' ? 'idle' : saving.state} />
    </fieldset>
  );
}

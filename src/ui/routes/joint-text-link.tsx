import { useState } from 'preact/hooks';
import { asPageTitle, asWebAddress } from '#domain/rich-text.ts';
import { Button, LinkButton } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Field } from '../components/field.tsx';
import { TextInput } from '../components/text-input.tsx';
import { useMessages } from '../context.ts';
import type { RichEditor } from './joint-text-quill.ts';

/** Asks where words lead to: an address of the web, or a wiki's page. */
export function LinkDialog({ editor, onClose }: { editor: RichEditor; onClose: () => void }) {
  const { t } = useMessages();
  const [now] = useState(() => editor.formats());
  const [typed, setTyped] = useState(() => String(now.link ?? now.wikilink ?? guess(editor.selected())));
  const [failed, setFailed] = useState(false);
  const present = now.link !== undefined ? 'link' : now.wikilink !== undefined ? 'wikilink' : undefined;

  function set(): void {
    const address = asWebAddress(typed);
    const title = address ? undefined : asPageTitle(typed.trim().replace(/^\[\[(.*)\]\]$/u, '$1'));
    const goal = address ?? title;
    if (!goal) {
      setFailed(true);
      return;
    }
    // The dialog gives the focus back first; then the caret can go behind the link.
    onClose();
    if (present && editor.selected() === '') editor.unrefer(present);
    setTimeout(() => editor.refer(address ? 'link' : 'wikilink', goal, goal));
  }

  const actions = (
    <>
      <Button weight="primary" action="progressive" onClick={set}>
        {t('rich-link-set')}
      </Button>
      {present && (
        <Button
          onClick={() => {
            editor.unrefer(present);
            onClose();
          }}
        >
          {t('rich-link-remove')}
        </Button>
      )}
      <Button onClick={onClose}>{t('dialog-cancel')}</Button>
    </>
  );
  return (
    <Dialog open title={t('rich-link')} onClose={onClose} actions={actions}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          set();
        }}
      >
        <Field
          label={t('rich-link-label')}
          description={t('rich-link-help')}
          error={failed ? t('rich-link-wrong') : undefined}
        >
          <TextInput value={typed} onInput={setTyped} autoComplete="off" />
        </Field>
      </form>
      {typeof now.link === 'string' && (
        <p>
          <LinkButton href={now.link} target="_blank" weight="quiet">
            {t('rich-link-open')}
          </LinkButton>
        </p>
      )}
    </Dialog>
  );
}

/** What is selected may be what it leads to. */
function guess(selected: string): string {
  return asWebAddress(selected) ?? (selected.length <= 100 ? (asPageTitle(selected) ?? '') : '');
}

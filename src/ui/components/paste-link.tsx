import { cdxIconLogIn } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import { useMessages } from '../context.ts';
import { secretOf } from '../invitation-link.ts';
import { Button } from './button.tsx';
import { Card } from './card.tsx';
import { Field } from './field.tsx';
import { InvitationCard } from './invitation-card.tsx';
import { TextInput } from './text-input.tsx';

/** An installed iOS app does not share the browser's links, so a link can be pasted, or a code typed. */
export function PasteLink() {
  const { t } = useMessages();
  const [text, setText] = useState('');
  const [secret, setSecret] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  if (secret) return <InvitationCard secret={secret} onOther={() => setSecret(null)} />;

  function submit(event: Event): void {
    event.preventDefault();
    setSecret(secretOf(text) ?? null);
    setTried(true);
  }

  return (
    <Card>
      <form class="form" onSubmit={submit}>
        <Field label={t('welcome-paste-label')} error={tried && !secretOf(text) ? t('welcome-paste-error') : undefined}>
          <TextInput value={text} onInput={setText} autoComplete="off" placeholder="K3D9W-7XQ2M" />
        </Field>
        <Button type="submit" weight="primary" icon={cdxIconLogIn} wide>
          {t('welcome-paste-action')}
        </Button>
      </form>
    </Card>
  );
}

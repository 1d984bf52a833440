import type { Creation } from '#store/hub/hub-db.ts';
import { Button, LinkButton } from '../components/button.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Section } from '../components/section.tsx';
import { useHub, useMessages } from '../context.ts';
import { errorKey } from '../i18n/message-keys.ts';

/** Exchanges that were created here and that the server has not confirmed. */
export function Creations({ creations }: { creations: readonly Creation[] }) {
  const hub = useHub();
  const { t } = useMessages();
  if (creations.length === 0) return null;
  const someWait = creations.some(({ refused }) => refused === null);
  const send = <Button onClick={() => void hub.sendCreations()}>{t('hub-creations-send')}</Button>;
  return (
    <Section title={t('hub-creations-title')} action={someWait && send}>
      <List>
        {creations.map(({ id, created, refused }) => (
          <ListItem
            key={id}
            title={<span dir="auto">{created.exchange.topic}</span>}
            detail={refused === null ? t('hub-creations-waits') : t(errorKey(refused))}
            end={refused !== null && <Decide id={id} />}
          />
        ))}
      </List>
    </Section>
  );
}

function Decide({ id }: { id: string }) {
  const hub = useHub();
  const { t } = useMessages();
  return (
    <div class="row">
      <LinkButton href={`/hub/new?again=${id}`}>{t('hub-creations-edit')}</LinkButton>
      <Button action="destructive" weight="quiet" onClick={() => void hub.db.creations.delete(id)}>
        {t('hub-creations-discard')}
      </Button>
    </div>
  );
}

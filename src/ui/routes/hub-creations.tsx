import type { Creation } from '#store/hub/hub-db.ts';
import { Button, LinkButton } from '../components/button.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Section } from '../components/section.tsx';
import { useHub, useMessages } from '../context.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { SaveOutcome, useSaving } from './plan-save.tsx';

/** Exchanges that were created here and that the server has not confirmed. */
export function Creations({ creations }: { creations: readonly Creation[] }) {
  const hub = useHub();
  const { t } = useMessages();
  const saving = useSaving();
  if (creations.length === 0) return <SaveOutcome state={saving.state} undo={saving.undo} />;
  const someWait = creations.some(({ refused }) => refused === null);

  /** With its id, so that the server, should it know it after all, creates nothing twice. */
  function discard(id: string): void {
    const gone = creations.find((creation) => creation.id === id);
    const back = gone && (() => hub.db.creations.put(gone).then(() => undefined));
    void saving.save(() => hub.db.creations.delete(id).then(() => undefined), back);
  }

  const send = <Button onClick={() => void hub.sendCreations()}>{t('hub-creations-send')}</Button>;
  return (
    <Section title={t('hub-creations-title')} action={someWait && send}>
      <List>
        {creations.map(({ id, created, refused }) => (
          <ListItem
            key={id}
            title={<span dir="auto">{created.exchange.topic}</span>}
            detail={refused === null ? t('hub-creations-waits') : t(errorKey(refused))}
            end={refused !== null && <Decide id={id} onDiscard={() => discard(id)} />}
          />
        ))}
      </List>
      <SaveOutcome state={saving.state} undo={saving.undo} />
    </Section>
  );
}

function Decide({ id, onDiscard }: { id: string; onDiscard: () => void }) {
  const { t } = useMessages();
  return (
    <div class="row">
      <LinkButton href={`/hub/new?again=${id}`}>{t('hub-creations-edit')}</LinkButton>
      <Button action="destructive" weight="quiet" onClick={onDiscard}>
        {t('hub-creations-discard')}
      </Button>
    </div>
  );
}

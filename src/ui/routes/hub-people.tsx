import { cdxIconAdd, cdxIconEdit } from '@wikimedia/codex-icons';
import { useLocation } from 'preact-iso/router';
import type { Exchange, Participant } from '#domain/exchange/schema.ts';
import { roles } from '#domain/scalars.ts';
import { Button, IconButton } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { List, ListItem } from '../components/list.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useMessages } from '../context.ts';
import { useUnsent } from '../hooks/use-unsent.ts';
import { PersonDialog } from './hub-person-dialog.tsx';
import { SaveOutcome, useSaving } from './plan-save.tsx';

type ExchangePeopleProps = {
  exchange: Exchange;
  people: readonly Participant[];
  /** The id of the person whose form is open, or `new`. */
  editing: string | undefined;
};

/** Everybody of the exchange, to be added and corrected. */
export function ExchangePeople({ exchange, people, editing }: ExchangePeopleProps) {
  const { t, format } = useMessages();
  const { route } = useLocation();
  const saving = useSaving();
  const unsent = useUnsent();
  const add = (
    <Button icon={cdxIconAdd} onClick={() => route('/hub/details?person=new')}>
      {t('hub-person-add')}
    </Button>
  );
  const compare = (a: Participant, b: Participant) =>
    roles.indexOf(a.role) - roles.indexOf(b.role) || Number(b.lead) - Number(a.lead) || format.compare(a.name, b.name);
  return (
    <>
      {people.length === 0 ? (
        <EmptyState title={t('hub-people-none')} action={add}>
          {t('hub-people-none-text')}
        </EmptyState>
      ) : (
        <>
          <List label={t('people-title')}>
            {[...people].sort(compare).map((person) => (
              <ListItem
                key={person.id}
                title={
                  <>
                    <span dir="auto">{person.name}</span> <UnsentMark shown={unsent.has(person.id)} />
                  </>
                }
                detail={[
                  t(`role-${person.role}`),
                  person.lead && t('hub-person-lead'),
                  person.community,
                  person.username,
                ]
                  .filter(Boolean)
                  .join(' · ')}
                end={
                  <IconButton
                    icon={cdxIconEdit}
                    label={t('hub-person-edit-one', person.name)}
                    onClick={() => route(`/hub/details?person=${person.id}`)}
                  />
                }
              />
            ))}
          </List>
          <div class="actions">{add}</div>
        </>
      )}
      <SaveOutcome state={editing ? 'idle' : saving.state} />
      {editing && (
        <PersonDialog
          key={editing}
          which={editing}
          exchange={exchange}
          people={people}
          saving={saving}
          onClose={() => route('/hub/details', true)}
        />
      )}
    </>
  );
}

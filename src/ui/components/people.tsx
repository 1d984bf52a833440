import { cdxIconUserAvatarOutline } from '@wikimedia/codex-icons';
import type { Participant } from '#domain/exchange/schema.ts';
import type { Role } from '#domain/scalars.ts';
import { isDownloaded } from '#store/queries/exchange.ts';
import { listRows } from '#store/queries/rows.ts';
import { useApp, useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { Chip } from './chip.tsx';
import { List, ListItem } from './list.tsx';
import { Loading } from './loading.tsx';
import { NotDownloaded } from './not-downloaded.tsx';

const roleOrder: Record<Role, number> = { mentee: 0, mentor: 1, hub: 2 };

/** Everybody of the exchange, side by side with their role. */
export function People() {
  const store = useStore();
  const { signIn } = useApp();
  const { t, format } = useMessages();
  const known = useLive(
    async () => ({ people: await listRows(store, 'participant'), downloaded: await isDownloaded(store) }),
    [store],
  );
  if (!known) return <Loading />;
  if (known.people.length === 0 && !known.downloaded) return <NotDownloaded />;

  const compare = (a: Participant, b: Participant) =>
    roleOrder[a.role] - roleOrder[b.role] || format.compare(a.name, b.name);
  return (
    <List label={t('people-title')}>
      {known.people.sort(compare).map((person) => (
        <ListItem
          key={person.id}
          icon={cdxIconUserAvatarOutline}
          title={<span dir="auto">{person.name}</span>}
          detail={[t(`role-${person.role}`), person.community].filter(Boolean).join(' · ')}
          end={person.id === signIn?.participantId ? <Chip tone="progressive">{t('people-you')}</Chip> : undefined}
        />
      ))}
    </List>
  );
}

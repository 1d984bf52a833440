import { getRow, listRows } from '#store/queries/rows.ts';
import type { Store } from '#store/store.ts';
import { List, ListItem } from '../components/list.tsx';
import { Section } from '../components/section.tsx';
import { useApp, useMessages } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';

/** Whom to turn to: what the pair and the Hub entered, and what is the same for everybody. */
export function HelpContacts() {
  const { session } = useApp();
  const { t } = useMessages();
  return (
    <Section title={t('help-contacts')}>
      <List>
        <ListItem title={t('help-emergency')} detail={t('help-emergency-detail')} href="tel:112" />
        {session && <OwnContacts store={session.store} />}
        <ListItem title={t('help-safety')} detail="ca@wikimedia.org" href="mailto:ca@wikimedia.org" />
        <ListItem
          title={t('help-safety-danger')}
          detail="emergency@wikimedia.org"
          href="mailto:emergency@wikimedia.org"
        />
      </List>
      <p class="subtle small">{t('help-policies')}</p>
      <ul class="help-links">
        <li>
          <a
            href="https://foundation.wikimedia.org/wiki/Policy:Universal_Code_of_Conduct"
            target="_blank"
            rel="noopener"
          >
            {t('help-code-of-conduct')}
          </a>
        </li>
        <li>
          <a href="https://foundation.wikimedia.org/wiki/Policy:Friendly_space_policy" target="_blank" rel="noopener">
            {t('help-friendly-space')}
          </a>
        </li>
      </ul>
    </Section>
  );
}

async function readContacts(store: Store) {
  const [practical, people] = await Promise.all([
    getRow(store, 'practicalities', store.context.exchangeId),
    listRows(store, 'participant'),
  ]);
  return { practical, contacts: people.filter(({ role, lead }) => role === 'hub' || lead) };
}

/** The emergency contact of the visit, and the people who answer for it. */
function OwnContacts({ store }: { store: Store }) {
  const { t } = useMessages();
  const known = useLive(() => readContacts(store), [store]);
  if (!known) return null;
  const { practical, contacts } = known;
  const phone = practical?.emergencyPhone.trim() ?? '';
  const emergency = [practical?.emergencyName, phone, practical?.emergencyNote].filter(Boolean).join(' · ');
  const title = t('practical-emergency');
  return (
    <>
      {phone && <ListItem title={title} detail={emergency} href={`tel:${phone.replace(/[^\d+]/g, '')}`} />}
      {!phone && <ListItem title={title} detail={emergency || t('help-emergency-none')} href="/plan" />}
      {contacts.map(({ id, name, role, community }) => (
        <ListItem
          key={id}
          title={<span dir="auto">{name}</span>}
          detail={[t(`role-${role}`), community].filter(Boolean).join(' · ')}
        />
      ))}
    </>
  );
}

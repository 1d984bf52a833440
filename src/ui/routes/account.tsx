import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import type { Arrival } from '../access.ts';
import { LinkButton } from '../components/button.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { Page } from '../components/page.tsx';
import { ServerFailure } from '../components/server-failure.tsx';
import { useApp, useMessages } from '../context.ts';

/** Where a provider of accounts sends a person back to: their account is linked now, or lets them in. */
export function AccountPage() {
  const { access, signIn } = useApp();
  const { t } = useMessages();
  const { route } = useLocation();
  const [search] = useState(() => location.search);
  const [arrival, setArrival] = useState<Arrival | null>(null);
  const [failure, setFailure] = useState<ErrorCode | null>(null);

  useEffect(() => {
    // The code is good once, and has no business in the history.
    history.replaceState(null, '', '/account');
    access()
      .then((port) => port.arrive(search))
      .then(setArrival, (error: unknown) => setFailure(codeOf(error)));
  }, [access, search]);

  const entries = arrival?.purpose === 'enter' ? arrival.told.entries : [];
  const only = entries.length === 1 ? entries[0] : undefined;
  useEffect(() => {
    if (only) route(joinOf(only.secret), true);
  }, [only, route]);

  return (
    <Page title={t('account-title')}>
      {!arrival && !failure && <Loading />}
      <ServerFailure code={failure} />
      {arrival?.purpose === 'link' && (
        <Message type="success">{t('account-linked', arrival.account.username ?? '')}</Message>
      )}
      {entries.length > 1 && (
        <List label={t('account-choose')}>
          {entries.map(({ secret, name, topic, role, participantId }) => (
            <ListItem
              key={participantId}
              title={topic || name}
              detail={`${name} · ${t(`role-${role}`)}`}
              href={joinOf(secret)}
            />
          ))}
        </List>
      )}
      {(failure || arrival?.purpose === 'link') && (
        <div class="actions">
          <LinkButton href={signIn ? '/more/devices' : '/'} weight="primary">
            {t('join-continue')}
          </LinkButton>
        </div>
      )}
    </Page>
  );
}

function joinOf(secret: string): string {
  return `/join#${secret}`;
}

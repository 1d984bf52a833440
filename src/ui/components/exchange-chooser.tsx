import { useEffect, useState } from 'preact/hooks';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { useApp, useMessages } from '../context.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';
import { List, ListItem } from './list.tsx';
import { Loading } from './loading.tsx';
import { Message } from './message.tsx';
import { Section } from './section.tsx';

type Choice = { id: string; topic: string };

/** The exchanges that Hub staff may open. */
export function ExchangeChooser() {
  const { account, signIn } = useApp();
  const { t } = useMessages();
  const [choices, setChoices] = useState<readonly Choice[] | null>(null);
  const [failure, setFailure] = useState<ErrorCode | null>(null);

  const [looks, setLooks] = useState(0);

  useEffect(() => {
    setFailure(null);
    account.listExchanges().then(setChoices, (error: unknown) => setFailure(codeOf(error)));
  }, [account, looks]);

  const again = <Button onClick={() => setLooks(looks + 1)}>{t('exchanges-again')}</Button>;
  return (
    <Section title={t('exchanges-title')}>
      {failure && (
        <Message type="warning">
          <p>{t(errorKey(failure))}</p>
          {again}
        </Message>
      )}
      {!choices && !failure && <Loading />}
      {choices?.length === 0 && (
        <EmptyState title={t('exchanges-none')} action={again}>
          {t('exchanges-none-text')}
        </EmptyState>
      )}
      {choices && choices.length > 0 && (
        <List>
          {choices.map((choice) => (
            <ListItem
              key={choice.id}
              title={choice.topic}
              detail={choice.id === signIn?.exchangeId ? t('exchanges-open') : undefined}
              onClick={() => void account.openExchange(choice)}
            />
          ))}
        </List>
      )}
    </Section>
  );
}

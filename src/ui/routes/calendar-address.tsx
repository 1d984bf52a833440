import { cdxIconCopy } from '@wikimedia/codex-icons';
import { useEffect, useState } from 'preact/hooks';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { Button, LinkButton } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { Message } from '../components/message.tsx';
import { Saved } from '../components/saved.tsx';
import { Section } from '../components/section.tsx';
import { TextInput } from '../components/text-input.tsx';
import { useApp, useMessages } from '../context.ts';
import { errorKey } from '../i18n/message-keys.ts';

type Address = {
  /** Undefined until the server has said so. */
  since: string | null | undefined;
  /** The address that was made just now. */
  url: string | undefined;
  failure: ErrorCode | undefined;
  isBusy: boolean;
  create: () => void;
  remove: () => void;
};

/** A secret address that calendar programs read again and again; the server has to be there to make or end it. */
export function CalendarAddress() {
  const { t, format } = useMessages();
  const { since, url, failure, isBusy, create, remove } = useAddress();
  const exists = url !== undefined || typeof since === 'string';
  return (
    <Section title={t('calendar-address')}>
      <p>{t('calendar-address-text')}</p>
      {url && <NewAddress url={url} />}
      {!url && since && <p>{t('calendar-address-since', format.day(since.slice(0, 10), 'medium'))}</p>}
      <div class="actions">
        <Button disabled={isBusy} onClick={create}>
          {t(exists ? 'calendar-address-renew' : 'calendar-address-create')}
        </Button>
        {exists && (
          <Button action="destructive" disabled={isBusy} onClick={remove}>
            {t('calendar-address-remove')}
          </Button>
        )}
      </div>
      <div aria-live="polite">
        {failure && (
          <Message type={failure === 'offline' ? 'notice' : 'error'}>
            {t(failure === 'offline' ? 'calendar-address-offline' : errorKey(failure))}
          </Message>
        )}
      </div>
    </Section>
  );
}

function useAddress(): Address {
  const { calendar } = useApp();
  const [since, setSince] = useState<string | null | undefined>(undefined);
  const [url, setUrl] = useState<string | undefined>(undefined);
  const [failure, setFailure] = useState<ErrorCode | undefined>(undefined);
  const [isBusy, setBusy] = useState(false);

  async function run(work: () => Promise<void>): Promise<void> {
    setBusy(true);
    setFailure(undefined);
    await work().catch((error: unknown) => setFailure(codeOf(error)));
    setBusy(false);
  }

  useEffect(() => void run(async () => setSince(await (await calendar()).since())), [calendar]);

  return {
    since,
    url,
    failure,
    isBusy,
    create: () => void run(async () => setUrl(await (await calendar()).create())),
    remove: () =>
      void run(async () => {
        await (await calendar()).remove();
        setUrl(undefined);
        setSince(null);
      }),
  };
}

function NewAddress({ url }: { url: string }) {
  const { t } = useMessages();
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = () =>
    navigator.clipboard.writeText(url).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <>
      <Field label={t('calendar-address-label')} description={t('calendar-address-once')}>
        <TextInput value={url} readOnly onInput={() => undefined} />
      </Field>
      <div class="actions">
        <Button icon={cdxIconCopy} weight="primary" onClick={() => void copy()}>
          {t('calendar-address-copy')}
        </Button>
        <LinkButton href={url.replace(/^https?:/, 'webcal:')}>{t('calendar-address-open')}</LinkButton>
      </div>
      <div aria-live="polite">
        {copied === true && <Saved>{t('sync-copied')}</Saved>}
        {copied === false && t('sync-copy-failed')}
      </div>
    </>
  );
}

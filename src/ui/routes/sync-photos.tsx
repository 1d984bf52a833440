import { useState } from 'preact/hooks';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { savePhotoSetting } from '#store/blobs.ts';
import type { PhotoSetting } from '#store/db.ts';
import { durably } from '#store/durable.ts';
import { Field } from '../components/field.tsx';
import { Message } from '../components/message.tsx';
import { Section } from '../components/section.tsx';
import { Select } from '../components/select.tsx';
import { type PhotoPolicy, useMessages, useStore } from '../context.ts';
import { usePhotoPolicy, usePhotoWishes } from '../hooks/use-photo-policy.ts';
import type { MessageKey } from '../i18n/i18n.ts';
import { errorKey } from '../i18n/message-keys.ts';

/** Which connections photos may use (data saver). */
export function PhotoSettingSection() {
  const { t } = useMessages();
  const store = useStore();
  const wishes = usePhotoWishes();
  const policy = usePhotoPolicy();
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  if (!wishes) return null;

  /** What was waiting may go by the new setting, and hears of it. */
  async function choose(value: PhotoSetting): Promise<void> {
    const failed = await durably(() => savePhotoSetting(store.db, value)).then(() => null, codeOf);
    setFailure(failed);
    store.announceWrite();
  }

  return (
    <Section title={t('photos-title')}>
      <Field label={t('photos-label')} description={policy && t(helpKey(wishes.setting, policy.connection))}>
        <Select
          value={wishes.setting}
          options={[
            { value: 'always', label: t('photos-always') },
            { value: 'unmetered', label: t('photos-unmetered') },
          ]}
          onChange={(value) => void choose(value)}
        />
      </Field>
      {failure && (
        <Message type="error" announce>
          {t(errorKey(failure))}
        </Message>
      )}
    </Section>
  );
}

/** What the setting means on this device; changes and small pictures go in any case. */
function helpKey(setting: PhotoSetting, connection: PhotoPolicy['connection']): MessageKey {
  if (setting === 'always') return connection === 'metered' ? 'photos-always-metered' : 'photos-always-text';
  return connection === 'unknown' ? 'photos-unmetered-unknown' : 'photos-unmetered-text';
}

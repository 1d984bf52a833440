import { cdxIconTrash } from '@wikimedia/codex-icons';
import { useLocation } from 'preact-iso/router';
import type { Section, Translation } from '#domain/report/schema.ts';
import { translationId } from '#domain/report/translations.ts';
import { listTranslations } from '#store/queries/report.ts';
import { IconButton } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Field } from '../components/field.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Select } from '../components/select.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import { placeHref } from './report-part-words.ts';
import { languageName, languageOptions } from './word-languages.ts';

/** In which languages a section is written: that of its own text, and the further ones. Each choice is saved at once. */
export function SectionLanguagesDialog({ section, onClose }: { section: Section; onClose: () => void }) {
  const { t } = useMessages();
  const store = useStore();
  const { route } = useLocation();
  const saving = useSaving();
  const translations = useLive(() => listTranslations(store, section.id), [store, section.id]) ?? [];
  const { id: sectionId, language: own } = section;
  const used = translations.map(({ language }) => language);
  const options = languageOptions([...used, ...(own ? [own] : [])]);
  const free = options.filter(({ value }) => value !== own && !used.includes(value));

  const addOf = (language: string) => {
    const args = { id: translationId(sectionId, language), sectionId, language };
    return { args, write: () => store.mutate('translation.add', args) };
  };

  async function add(language: string): Promise<void> {
    const { args, write } = addOf(language);
    if (!(await saving.save(write))) return;
    onClose();
    route(placeHref({ section, translation: args }), true);
  }

  return (
    <Dialog open title={t('translation-title', t(`section-${section.key}`))} onClose={onClose}>
      <div class="form">
        <Field label={t('translation-own-language')}>
          <Select
            value={own ?? ''}
            options={[
              { value: '', label: t('evidence-language-none') },
              ...options.filter(({ value }) => !used.includes(value)),
            ]}
            onChange={(language) =>
              void saving.save(() =>
                store.mutate('section.edit', { id: sectionId, changes: { language: language || null } }),
              )
            }
          />
        </Field>
        {translations.length > 0 && (
          <List label={t('translation-further')}>
            {translations.map((translation) => (
              <Further
                key={translation.id}
                translation={translation}
                onRemove={() =>
                  void saving.save(
                    () => store.mutate('translation.remove', { id: translation.id }),
                    addOf(translation.language).write,
                  )
                }
              />
            ))}
          </List>
        )}
        <Field label={t('translation-add')} description={t('translation-add-text')}>
          <Select
            value=""
            options={[{ value: '', label: t('evidence-choose-language') }, ...free]}
            onChange={(language) => {
              if (language) void add(language);
            }}
          />
        </Field>
        <SaveOutcome state={saving.state} undo={saving.undo} />
      </div>
    </Dialog>
  );
}

/** Removing takes nothing away but the tab: the words come back with the language. */
function Further({ translation: { language }, onRemove }: { translation: Translation; onRemove: () => void }) {
  const { t } = useMessages();
  const name = languageName(language);
  return (
    <ListItem
      title={name}
      end={<IconButton icon={cdxIconTrash} label={t('translation-remove', name)} onClick={onRemove} />}
    />
  );
}

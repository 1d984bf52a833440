import '../styles/report-section-texts.css';
import { cdxIconHistory, cdxIconLanguage } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Evidence } from '#domain/evidence/schema.ts';
import type { Section, Translation } from '#domain/report/schema.ts';
import { blocksOf } from '#domain/rich-text.ts';
import { listTextUpdates } from '#store/queries/report.ts';
import { Button, LinkButton } from '../components/button.tsx';
import { RichText } from '../components/rich-text.tsx';
import { Tab, Tabs } from '../components/tabs.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { useMay } from '../hooks/use-may.ts';
import { useWide } from '../hooks/use-wide.ts';
import { JointTextEditor } from './joint-text-editor.tsx';
import { placeHref } from './report-part-words.ts';
import { SectionLanguagesDialog } from './report-section-languages.tsx';
import { languageName, languageTag } from './word-languages.ts';

type TextsProps = {
  section: Section;
  translations: readonly Translation[];
  evidence: readonly Evidence[];
  /** The id of the text that the address names. */
  chosen: string | undefined;
};

/** The words of a section: its own text, and those in further languages beside it, or behind tabs on a narrow screen. */
export function SectionTexts({ section, translations, evidence, chosen }: TextsProps) {
  const { t } = useMessages();
  const isWide = useWide('(min-width: 64rem)');
  const asked = translations.find(({ id }) => id === chosen);
  // Beside the section's own text stands another, whatever the address says.
  const other = isWide ? (asked ?? translations[0]) : asked;
  const own = <OwnText section={section} isAlone={translations.length === 0} evidence={evidence} />;
  if (translations.length === 0) return own;
  const tabs = (
    <Tabs label={t('translation-tabs')}>
      {!isWide && (
        <Tab href={placeHref({ section, translation: undefined })} current={!other}>
          {ownName(section, t)}
        </Tab>
      )}
      {translations.map((translation) => (
        <Tab key={translation.id} href={placeHref({ section, translation })} current={translation.id === other?.id}>
          <span lang={languageTag(translation.language)}>{languageName(translation.language)}</span>
        </Tab>
      ))}
    </Tabs>
  );
  if (isWide && other) {
    return (
      <>
        {translations.length > 1 && tabs}
        <div class="side-texts">
          {own}
          <TranslatedText section={section} translation={other} evidence={evidence} />
        </div>
      </>
    );
  }
  if (!other) {
    return (
      <>
        {tabs}
        {own}
      </>
    );
  }
  return (
    <>
      {tabs}
      <TranslatedText section={section} translation={other} evidence={evidence}>
        <LanguagesButton section={section} />
      </TranslatedText>
      <OwnToRead section={section} />
    </>
  );
}

/** The language that a section's own text is in, where somebody has said it. */
function ownName({ language }: Section, t: ReturnType<typeof useMessages>['t']): string {
  return language ? languageName(language) : t('translation-own');
}

type OneProps = { section: Section; evidence: readonly Evidence[] };

function OwnText({ section, isAlone, evidence }: OneProps & { isAlone: boolean }) {
  const { t } = useMessages();
  const { id, key, language } = section;
  const name = t(`section-${key}`);
  return (
    <JointTextEditor
      key={id}
      textId={id}
      label={isAlone ? t('report-text-label', name) : t('translation-label', name, ownName(section, t))}
      lang={language ? languageTag(language) : undefined}
      guidance={t(`section-guidance-${key}`)}
      evidence={evidence}
      comments
    >
      <div class="row">
        <LanguagesButton section={section} />
        <HistoryLink textId={id} />
      </div>
    </JointTextEditor>
  );
}

type TranslatedProps = OneProps & {
  translation: Translation /** Beside the way to its history. */;
  children?: ComponentChildren;
};

function TranslatedText({ section, translation, evidence, children }: TranslatedProps) {
  const { t } = useMessages();
  const { id, language } = translation;
  const name = languageName(language);
  return (
    <JointTextEditor
      key={id}
      textId={id}
      label={t('translation-label', t(`section-${section.key}`), name)}
      lang={languageTag(language)}
      guidance={t('translation-guidance')}
      evidence={evidence}
      comments
    >
      <div class="row">
        {children}
        <HistoryLink textId={id} />
      </div>
    </JointTextEditor>
  );
}

function LanguagesButton({ section }: { section: Section }) {
  const { t } = useMessages();
  const [choosing, setChoosing] = useState(false);
  const mayAdd = useMay('translation.add');
  if (!mayAdd) return null;
  return (
    <>
      <Button weight="quiet" icon={cdxIconLanguage} onClick={() => setChoosing(true)}>
        {t('translation-languages')}
      </Button>
      {choosing && <SectionLanguagesDialog section={section} onClose={() => setChoosing(false)} />}
    </>
  );
}

function HistoryLink({ textId }: { textId: string }) {
  const { t } = useMessages();
  return (
    <LinkButton href={`/report/${textId}/history`} weight="quiet" icon={cdxIconHistory}>
      {t('history-title')}
    </LinkButton>
  );
}

/** What is to be said in the other language, where there is no room for both texts side by side. */
function OwnToRead({ section }: { section: Section }) {
  const { t } = useMessages();
  const store = useStore();
  const updates = useLive(() => listTextUpdates(store, section.id), [store, section.id]);
  const blocks = updates ? blocksOf(updates) : [];
  return (
    <details class="own-to-read">
      <summary>{t('translation-read-own', ownName(section, t))}</summary>
      {blocks.length === 0 ? <p class="subtle">{t('report-not-begun')}</p> : <RichText blocks={blocks} />}
    </details>
  );
}

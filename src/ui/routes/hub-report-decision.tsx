import { cdxIconCheck, cdxIconHelp, cdxIconUndo } from '@wikimedia/codex-icons';
import { useRef, useState } from 'preact/hooks';
import * as z from 'zod/mini';
import type { ArgsOf } from '#domain/mutators.ts';
import { versionLimit } from '#domain/report/schema.ts';
import { formatsLimit, type KeptText, sizeOf } from '#domain/report/version-formats.ts';
import { proseLimit } from '#domain/scalars.ts';
import type { SignaturesOnDevice } from '#store/queries/report-signature.ts';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { Message } from '../components/message.tsx';
import { TextArea } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { useRefusal } from '../hooks/use-refusal.ts';
import { reasonKey } from '../i18n/reason-key.ts';
import { FormNotice } from './correction-notice.tsx';
import type { HubReportData } from './hub-exchange-data.ts';
import type { ReadSection } from './hub-report.tsx';
import { isOfTheDevice, WayOut } from './way-out.tsx';

const draftSchema = z.object({ words: z.optional(z.string()) });
const blank: { words: string } = { words: '' };

type ReportDecisionProps = {
  report: HubReportData;
  sections: readonly ReadSection[];
  signatures: SignaturesOnDevice;
};
type Verdict = ArgsOf<'report.review'>['verdict'];

/** Accepts the report, or asks for changes; what is accepted are the words on this screen. */
export function ReportDecision({ report, sections, signatures }: ReportDecisionProps) {
  const { t } = useMessages();
  const store = useStore();
  const correction = useCorrection();
  const draft = useDraft(correction.key('review/report'), draftSchema, correction.pending ? undefined : blank);
  const { refusal, run, clear } = useRefusal();
  const [wordless, setWordless] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const words = draft.value?.words ?? '';

  async function decide(verdict: Verdict): Promise<void> {
    const isWordless = verdict === 'queried' && words.trim() === '';
    setWordless(isWordless);
    if (isWordless) return form.current?.querySelector('textarea')?.focus();
    const said = { id: store.newId(), by: store.context.participantId, at: store.instant(), words: words.trim() };
    const texts = verdict === 'approved' ? textsToKeep(sections) : [];
    // The version that both sides have signed, and that stands on this screen.
    const signed = verdict === 'approved' ? { hash: signatures.hash } : {};
    if (!(await run(() => correction.write([{ name: 'report.review', args: { ...said, verdict, texts, ...signed } }]))))
      return;
    await draft.finish({ words });
    correction.leave(() => undefined);
  }

  // A form that shows before its draft is known would swallow the first letters.
  if (!draft.value) return null;
  return (
    <form ref={form} class="hub-decision" noValidate onSubmit={(event) => event.preventDefault()}>
      <FormNotice correction={correction} edits={draft} />
      <Field
        label={t('hub-report-words')}
        description={t('hub-report-words-hint')}
        error={wordless && words.trim() === '' ? t('rule-review-words') : undefined}
      >
        <TextArea
          value={words}
          rows={3}
          maxLength={proseLimit}
          onInput={(text) => {
            clear();
            draft.change({ words: text });
          }}
        />
      </Field>
      <div class="actions">
        {report.state !== 'approved' && (
          <Button
            weight="primary"
            icon={cdxIconCheck}
            disabled={signatures.state !== 'signed'}
            onClick={() => void decide('approved')}
          >
            {t('hub-report-accept')}
          </Button>
        )}
        <Button icon={cdxIconHelp} onClick={() => void decide('queried')}>
          {t('hub-report-ask')}
        </Button>
        {report.state === 'approved' && (
          <Button weight="quiet" icon={cdxIconUndo} onClick={() => void decide('reopened')}>
            {t('hub-decision-reopen')}
          </Button>
        )}
      </div>
      {signatures.state !== 'signed' && <p class="subtle small">{t('rule-report-unsigned')}</p>}
      {refusal && (
        <Message type="error" announce>
          {t(reasonKey(refusal))}
        </Message>
      )}
      <WayOut state={refusal && isOfTheDevice(refusal.code) ? refusal.code : null} words={[words]} />
    </form>
  );
}

/** The words that are accepted, as far as one message holds them; longer reports have their sittings as history. */
function textsToKeep(sections: readonly ReadSection[]): (KeptText & { textId: string })[] {
  let left = versionLimit;
  let room = formatsLimit;
  return sections.flatMap(({ textId, words, formats }) => {
    left -= words.length;
    if (left < 0 || words.trim() === '') return [];
    room -= sizeOf(formats);
    return [{ textId, words, ...(formats && room >= 0 ? { formats } : {}) }];
  });
}

import { useRoute } from 'preact-iso/router';
import type { Evidence } from '#domain/evidence/schema.ts';
import { getRow } from '#store/queries/rows.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { Loading } from '../components/loading.tsx';
import { Page } from '../components/page.tsx';
import { useFileUrl } from '../components/photo.tsx';
import { useMessages, useStore } from '../context.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { useLive } from '../hooks/use-live.ts';
import { useMay } from '../hooks/use-may.ts';
import type { StepsDraft } from '../hooks/use-picture-steps.ts';
import { firstStep, stepsDraftSchema } from './picture-edits.ts';
import { BlurTools } from './report-blur-tools.tsx';

/** Where faces in a photo are made unrecognisable: `/report/photos/:id`. */
export function BlurPage() {
  const { t } = useMessages();
  const store = useStore();
  const mayBlur = useMay('evidence.blur');
  const { id = '' } = useRoute().params;
  const found = useLive(async () => ({ photo: await getRow(store, 'evidence', id) }), [store, id]);
  const photo = found?.photo;
  const url = useFileUrl(photo?.blob ?? '', photo !== undefined);
  const back = backOf(photo, t);
  if (!found || (photo && url === undefined)) return <Page title={t('blur-open')} back={back} children={<Loading />} />;
  const editable = mayBlur && photo && photo.type !== 'application/pdf' && url;
  return (
    <Page title={t('blur-open')} back={back}>
      {editable ? (
        <Editor key={photo.blob} photo={photo} url={url} backTo={back.href} />
      ) : (
        <EmptyState title={t('picture-not-here')}>{t('blur-not-here-text')}</EmptyState>
      )}
    </Page>
  );
}

/** The place where the photo is shown: its part of the report, its session, or the report. */
function backOf(photo: Evidence | undefined, t: ReturnType<typeof useMessages>['t']): { href: string; label: string } {
  if (photo?.sectionId) return { href: `/report/${photo.sectionId}`, label: t('evidence-title') };
  return { href: '/report', label: t('nav-report') };
}

type EditorProps = { photo: Evidence; url: string; backTo: string };

const noSteps: StepsDraft = { steps: [...firstStep] };

/** Boxes that were drawn on this very photo and not saved come back, also after the page was killed. */
function Editor(props: EditorProps) {
  const draft = useDraft(`picture/${props.photo.id}/${props.photo.blob}`, stepsDraftSchema, noSteps);
  return draft.value ? <BlurTools {...props} draft={draft} begun={draft.value.steps} /> : <Loading />;
}

import '../styles/picture-editor.css';
import { cdxIconRedo, cdxIconUndo } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso/router';
import type { ErrorCode } from '#domain/errors.ts';
import type { Receipt } from '#domain/expense/schema.ts';
import { changesNothing } from '#domain/picture/edit.ts';
import { editPicture } from '#store/edit-picture.ts';
import { getRow } from '#store/queries/rows.ts';
import { Button } from '../components/button.tsx';
import { CornerHandles } from '../components/corner-handles.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { Page } from '../components/page.tsx';
import { useFileUrl } from '../components/photo.tsx';
import { useMessages, useStore } from '../context.ts';
import { type DraftForm, useDraft } from '../hooks/use-draft.ts';
import { useIsPair } from '../hooks/use-is-pair.ts';
import { useLive } from '../hooks/use-live.ts';
import { type StepsDraft, usePictureSteps } from '../hooks/use-picture-steps.ts';
import { errorKey } from '../i18n/message-keys.ts';
import {
  addStep,
  changeStep,
  firstStep,
  moveCorner,
  present,
  type Steps,
  stepsDraftSchema,
  undo,
} from './picture-edits.ts';

/** Where the picture of a receipt is made flat, turned and readable: `/expenses/:id/receipts/:receipt`. */
export function PictureEditorPage() {
  const { t } = useMessages();
  const store = useStore();
  const isPair = useIsPair();
  const { id = '', receipt: receiptId = '' } = useRoute().params;
  const found = useLive(async () => ({ receipt: await getRow(store, 'receipt', receiptId) }), [store, receiptId]);
  const url = useFileUrl(found?.receipt?.blob ?? '', found?.receipt !== undefined);
  const back = { href: `/expenses/${id}`, label: t('expense-receipt') };
  const receipt = found?.receipt;
  if (!found || (receipt && url === undefined))
    return <Page title={t('picture-edit')} back={back} children={<Loading />} />;
  const editable = isPair && receipt && receipt.type !== 'application/pdf' && url;
  return (
    <Page title={t('picture-edit')} back={back}>
      {editable ? (
        <Editor key={receipt.blob} receipt={receipt} url={url} backTo={back.href} />
      ) : (
        <EmptyState title={t('picture-not-here')}>{t('picture-not-here-text')}</EmptyState>
      )}
    </Page>
  );
}

type EditorProps = { receipt: Receipt; url: string; backTo: string };

const noSteps: StepsDraft = { steps: [...firstStep] };

/** What was done to this very picture and not saved comes back, also after the page was killed. */
function Editor(props: EditorProps) {
  const draft = useDraft(`picture/${props.receipt.id}/${props.receipt.blob}`, stepsDraftSchema, noSteps);
  return draft.value ? <Tools {...props} draft={draft} begun={draft.value.steps} /> : <Loading />;
}

type ToolsProps = EditorProps & { draft: DraftForm<StepsDraft>; begun: Steps };

function Tools({ receipt, url, backTo, draft, begun }: ToolsProps) {
  const { t } = useMessages();
  const store = useStore();
  const { route } = useLocation();
  const { steps, setSteps, restored, startAnew, leave, saving, failure, save } = usePictureSteps(draft, begun, backTo);
  const edit = present(steps);

  /** The new picture is on the disk before the receipt points to it; until then the old one is what there is. */
  async function redraw(): Promise<ErrorCode | undefined> {
    const changes = await editPicture(store, receipt.blob, 'receipt', edit);
    const rejection = await store.mutate('receipt.redraw', { id: receipt.id, changes });
    if (rejection) return rejection.code;
    await draft.discard();
    route(`${backTo}?before=${receipt.id}.${receipt.blob}&thumb=${receipt.thumb ?? ''}`, true);
    return undefined;
  }

  const turn = (by: number) => setSteps((before) => addStep(before, { turns: (present(before).turns + by + 4) % 4 }));
  return (
    <div class="picture-editor">
      <p class="subtle">{t('picture-edit-text')}</p>
      {restored && (
        <Message announce>
          <p>{t('picture-restored')}</p>
          <Button onClick={startAnew}>{t('picture-start-anew')}</Button>
        </Message>
      )}
      <Stage
        url={url}
        steps={steps}
        onStart={() => setSteps((before) => addStep(before, {}))}
        onMove={(index, to) =>
          setSteps((before) => changeStep(before, { corners: moveCorner(present(before).corners, index, to) }))
        }
      />
      <div class="picture-tools">
        <Button icon={cdxIconUndo} onClick={() => turn(-1)}>
          {t('picture-turn-left')}
        </Button>
        <Button icon={cdxIconRedo} onClick={() => turn(1)}>
          {t('picture-turn-right')}
        </Button>
        <Contrast value={edit.contrast} onChange={(contrast) => setSteps((before) => addStep(before, { contrast }))} />
      </div>
      <div aria-live="polite">
        {failure && <Message type="error">{t(failure === 'internal' ? 'picture-cannot' : errorKey(failure))}</Message>}
      </div>
      <div class="actions">
        <Button weight="primary" disabled={saving || changesNothing(edit)} onClick={() => void save(redraw)}>
          {t(saving ? 'picture-saving' : 'picture-save')}
        </Button>
        <Button disabled={saving || steps.length === 1} onClick={() => setSteps(undo)}>
          {t('picture-undo')}
        </Button>
        <Button weight="quiet" disabled={saving} onClick={() => void leave()}>
          {t('dialog-cancel')}
        </Button>
      </div>
    </div>
  );
}

type StageProps = {
  url: string;
  steps: Steps;
  onStart: () => void;
  onMove: Parameters<typeof CornerHandles>[0]['onMove'];
};

/** The picture as it will be turned, with its corners over it. */
function Stage({ url, steps, onStart, onMove }: StageProps) {
  const { t } = useMessages();
  const [size, setSize] = useState({ width: 3, height: 4 });
  const { corners, turns, contrast } = present(steps);
  const isTurned = turns % 2 === 1;
  const ratio = isTurned ? size.height / size.width : size.width / size.height;
  return (
    <div class="picture-stage" style={{ '--ratio': ratio }}>
      <img
        class="picture-stage-image"
        src={url}
        alt={t('picture-shown')}
        draggable={false}
        style={{
          inlineSize: isTurned ? `${100 / ratio}%` : '100%',
          transform: `translate(-50%, -50%) rotate(${turns * 90}deg)`,
          filter: `contrast(${contrast})`,
        }}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
          setSize({ width: naturalWidth, height: naturalHeight })
        }
      />
      <CornerHandles corners={corners} turns={turns} onStart={onStart} onMove={onMove} />
    </div>
  );
}

function Contrast({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  const { t } = useMessages();
  return (
    <label class="picture-contrast">
      <span>{t('picture-contrast')}</span>
      <input
        type="range"
        min="0.6"
        max="2.4"
        step="0.2"
        value={value}
        onInput={({ currentTarget }) => onChange(Number(currentTarget.value))}
      />
    </label>
  );
}

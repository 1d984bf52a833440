import '../styles/picture-editor.css';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ErrorCode } from '#domain/errors.ts';
import type { Evidence } from '#domain/evidence/schema.ts';
import type { Area } from '#domain/picture/cover.ts';
import { editPicture } from '#store/edit-picture.ts';
import { Button } from '../components/button.tsx';
import { nextBox } from '../components/cover-box.ts';
import { CoverBoxes } from '../components/cover-boxes.tsx';
import { Message } from '../components/message.tsx';
import { useMessages, useStore } from '../context.ts';
import type { DraftForm } from '../hooks/use-draft.ts';
import { type StepsDraft, usePictureSteps } from '../hooks/use-picture-steps.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { addStep, changeStep, present, type Steps, undo } from './picture-edits.ts';

type BlurToolsProps = {
  photo: Evidence;
  url: string;
  backTo: string;
  draft: DraftForm<StepsDraft>;
  begun: Steps;
};

/** The photo with boxes over it, and what is done with them. */
export function BlurTools({ photo, url, backTo, draft, begun }: BlurToolsProps) {
  const { t } = useMessages();
  const store = useStore();
  const { steps, setSteps, restored, startAnew, leave, saving, failure, save } = usePictureSteps(draft, begun, backTo);
  const [chosen, setChosen] = useState(-1);
  const boxes = present(steps).covers ?? [];

  const begin = () => setSteps((before) => addStep(before, {}));
  const change = (covers: readonly Area[]) => setSteps((before) => changeStep(before, { covers }));
  function add(): void {
    setSteps((before) => addStep(before, { covers: [...boxes, nextBox(boxes.length)] }));
    setChosen(boxes.length);
  }
  function remove(index: number): void {
    setSteps((before) => addStep(before, { covers: boxes.filter((_, at) => at !== index) }));
    setChosen(-1);
  }

  /** The blurred photo is on the disk before the row points to it; until then the old one is what there is. */
  async function blur(): Promise<ErrorCode | undefined> {
    const changes = await editPicture(store, photo.blob, 'evidence', present(steps));
    const rejection = await store.mutate('evidence.blur', { id: photo.id, over: photo.blob, changes });
    if (!rejection) await leave();
    return rejection?.code;
  }

  return (
    <div class="picture-editor">
      <p class="subtle">{t('blur-text')}</p>
      {restored && (
        <Message announce>
          <p>{t('picture-restored')}</p>
          <Button onClick={startAnew}>{t('picture-start-anew')}</Button>
        </Message>
      )}
      <BlurStage url={url}>
        <CoverBoxes
          boxes={boxes}
          chosen={chosen}
          onChoose={setChosen}
          onStart={begin}
          onChange={change}
          onRemove={remove}
        />
      </BlurStage>
      <div class="picture-tools">
        <Button onClick={add}>{t('blur-add')}</Button>
        <Button disabled={!boxes[chosen]} onClick={() => remove(chosen)}>
          {t('blur-remove')}
        </Button>
        <Button disabled={saving || steps.length === 1} onClick={() => setSteps(undo)}>
          {t('picture-undo')}
        </Button>
      </div>
      <div aria-live="polite">
        {failure && <Message type="error">{t(failure === 'internal' ? 'picture-cannot' : errorKey(failure))}</Message>}
      </div>
      <div class="actions">
        <Button weight="primary" disabled={saving || boxes.length === 0} onClick={() => void save(blur)}>
          {t(saving ? 'picture-saving' : 'blur-save')}
        </Button>
        <Button weight="quiet" disabled={saving} onClick={() => void leave()}>
          {t('dialog-cancel')}
        </Button>
      </div>
    </div>
  );
}

function BlurStage({ url, children }: { url: string; children: ComponentChildren }) {
  const { t } = useMessages();
  const [ratio, setRatio] = useState(4 / 3);
  return (
    <div class="picture-stage" style={{ '--ratio': ratio }}>
      <img
        class="blur-image"
        src={url}
        alt={t('blur-shown')}
        draggable={false}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => setRatio(naturalWidth / naturalHeight)}
      />
      {children}
    </div>
  );
}

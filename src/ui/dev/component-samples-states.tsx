import '../styles/picture-editor.css';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Exchange } from '#domain/exchange/schema.ts';
import type { Area } from '#domain/picture/cover.ts';
import { allCorners } from '#domain/picture/perspective.ts';
import type { Block } from '#domain/rich-text.ts';
import type { SyncState } from '#store/queries/sync.ts';
import { Button } from '../components/button.tsx';
import { ClosedNotice } from '../components/closed-notice.tsx';
import { CornerHandles } from '../components/corner-handles.tsx';
import { CoverBoxes } from '../components/cover-boxes.tsx';
import { Dialog } from '../components/dialog.tsx';
import { FileButton } from '../components/file-capture.tsx';
import { InstallGuide } from '../components/install-guide.tsx';
import { MoveButtons } from '../components/order-tools.tsx';
import { PdfPageNote } from '../components/pdf-page-note.tsx';
import { QrCode } from '../components/qr-code.tsx';
import { RichText } from '../components/rich-text.tsx';
import { ServerFailure } from '../components/server-failure.tsx';
import { SideList } from '../components/side-list.tsx';
import { SyncStatus } from '../components/sync-status.tsx';

const nothing = () => undefined;

const calm: SyncState = {
  ...{ waiting: 0, attention: 0, reachable: true, working: false, signedOut: false },
  ...{ syncedAt: null, error: null },
};
const syncStates: readonly SyncState[] = [
  calm,
  { ...calm, waiting: 3 },
  { ...calm, reachable: false },
  { ...calm, reachable: false, waiting: 3 },
  { ...calm, attention: 1 },
];

const inline = (text: string, formats: Partial<Block['inlines'][number]> = {}) => ({ text, ...formats });
const blocks: readonly Block[] = [
  { kind: 'heading', level: 0, inlines: [inline('A heading')] },
  { kind: 'paragraph', level: 0, inlines: [inline('Words, '), inline('bold', { bold: true }), inline(' and not.')] },
  { kind: 'bullet', level: 0, inlines: [inline('A point')] },
  { kind: 'bullet', level: 1, inlines: [inline('One below it')] },
  { kind: 'number', level: 0, inlines: [inline('A step')] },
  { kind: 'quote', level: 0, inlines: [inline('What somebody said')] },
];

const closed = { closedAt: '2027-06-01T10:00:00.000Z', closedWhy: 'All is settled.' };

/** Those with more states than fit into a line of `samples`. */
export const stateSamples: Readonly<Record<string, () => ComponentChildren>> = {
  'closed-notice': () => (
    <>
      {/* Only what the notice reads of an exchange. */}
      <ClosedNotice exchange={closed as Exchange} />
      <ClosedNotice exchange={{ ...closed, cancelled: 'The visa came too late.' } as Exchange} />
    </>
  ),
  'corner-handles': () => (
    <OverPicture>
      <CornerHandles corners={allCorners} turns={0} onStart={nothing} onMove={nothing} />
    </OverPicture>
  ),
  'cover-boxes': () => <CoverBoxesSample />,
  dialog: () => <DialogSample />,
  'file-capture': () => (
    <div class="row">
      <FileButton from="camera" label="From the camera" onPick={nothing} />
      <FileButton from="files" pdf label="From the files" onPick={nothing} />
    </div>
  ),
  'install-guide': () => <InstallGuide />,
  'order-tools': () => (
    <div class="row">
      {['The first', 'In the middle', 'The last'].map((title, at) => (
        <MoveButtons key={title} title={title} at={at} count={3} onMove={nothing} />
      ))}
    </div>
  ),
  'pdf-page-note': () => (
    <>
      <PdfPageNote page={undefined} />
      <PdfPageNote page={{ code: 'file_unreadable' }} />
      <PdfPageNote page={{ code: 'internal' }} />
    </>
  ),
  'qr-code': () => <QrCode text="https://carnet.example.org/join#K3D9W-7XQ2M" label="A link as a picture" />,
  'rich-text': () => <RichText blocks={blocks} />,
  'server-failure': () => (
    <>
      <ServerFailure code="offline" onRetry={nothing} />
      <ServerFailure code="not_allowed" />
    </>
  ),
  'side-list': () => (
    <SideList
      kind="agreement"
      present={{ mentee: { id: 'a', participantId: 'p', at: '2027-05-12T07:30:00.000Z' }, mentor: undefined }}
      pending={new Set()}
      people={undefined}
      zone="Europe/Prague"
    />
  ),
  'sync-status': () => syncStates.map((state, at) => <SyncStatus key={at} state={state} />),
};

function DialogSample() {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Open a dialog</Button>
      <Dialog open={open} title="A dialog" onClose={close} actions={<Button onClick={close}>Close</Button>}>
        <p>It asks one thing.</p>
      </Dialog>
    </>
  );
}

function CoverBoxesSample() {
  const [boxes, setBoxes] = useState<readonly Area[]>([
    { x: 0.1, y: 0.2, width: 0.2, height: 0.4 },
    { x: 0.6, y: 0.2, width: 0.2, height: 0.4 },
  ]);
  const [chosen, setChosen] = useState(0);
  const remove = (index: number) => setBoxes(boxes.filter((_, at) => at !== index));
  return (
    <OverPicture>
      <CoverBoxes {...{ boxes, chosen }} onChoose={setChosen} onStart={nothing} onChange={setBoxes} onRemove={remove} />
    </OverPicture>
  );
}

/** A grey place where in the app a picture is. */
function OverPicture({ children }: { children: ComponentChildren }) {
  return (
    <div style={{ position: 'relative', blockSize: '10rem', background: 'var(--background-color-neutral)' }}>
      {children}
    </div>
  );
}

import {
  cdxIconBold,
  cdxIconCamera,
  cdxIconIndent,
  cdxIconItalic,
  cdxIconLink,
  cdxIconListBullet,
  cdxIconListNumbered,
  cdxIconOutdent,
  cdxIconQuotes,
  cdxIconRedo,
  cdxIconSpeechBubbleAdd,
  cdxIconUndo,
} from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Evidence } from '#domain/evidence/schema.ts';
import { Icon, type IconShape } from '../components/icon.tsx';
import { useMessages } from '../context.ts';
import type { MessageKey } from '../i18n/i18n.ts';
import { EvidenceDialog } from './joint-text-evidence.tsx';
import { LinkDialog } from './joint-text-link.tsx';
import type { Format, RichEditor } from './joint-text-quill.ts';
import { useRovingFocus } from './joint-text-roving.ts';

type ToolsProps = {
  editor: RichEditor;
  evidence: readonly Evidence[];
  /** Whether the question for a link is open; a key opens it too. */
  linking: boolean;
  onLinking: (open: boolean) => void;
  /** Absent where the text can't be commented on. */
  onComment?: (() => void) | undefined;
  /** The text's name. */
  label: string;
};

type Toggle = { name: Format; value: string | number | true; key: MessageKey; face: IconShape | string; keys?: string };

const toggles: readonly Toggle[] = [
  { name: 'bold', value: true, key: 'rich-bold', face: cdxIconBold, keys: 'Control+B' },
  { name: 'italic', value: true, key: 'rich-italic', face: cdxIconItalic, keys: 'Control+I' },
  { name: 'header', value: 2, key: 'rich-heading', face: 'H1' },
  { name: 'header', value: 3, key: 'rich-subheading', face: 'H2' },
  { name: 'list', value: 'bullet', key: 'rich-bullets', face: cdxIconListBullet },
  { name: 'list', value: 'ordered', key: 'rich-numbers', face: cdxIconListNumbered },
  { name: 'blockquote', value: true, key: 'rich-quote', face: cdxIconQuotes },
];

/** What can be done to the words: one stop for Tab, and the arrow keys within. */
export function JointTextTools({ editor, evidence, linking, onLinking, onComment, label }: ToolsProps) {
  const { t } = useMessages();
  const [, setChanges] = useState(0);
  const [citing, setCiting] = useState(false);
  const roving = useRovingFocus();
  useEffect(() => editor.onChange(() => setChanges((count) => count + 1)), [editor]);
  const formats = editor.formats();
  const can = editor.can();
  return (
    <div class="rich-tools" role="toolbar" aria-label={t('rich-tools', label)} {...roving}>
      {toggles.map(({ name, value, key, face, keys }) => (
        <Tool
          key={key}
          label={t(key)}
          face={face}
          keys={keys}
          pressed={formats[name] === value}
          onClick={() => editor.format(name, formats[name] === value ? false : value)}
        />
      ))}
      {formats.list !== undefined && (
        <>
          <Tool label={t('rich-deeper')} face={cdxIconIndent} onClick={() => editor.format('indent', '+1')} />
          <Tool
            label={t('rich-higher')}
            face={cdxIconOutdent}
            disabled={!formats.indent}
            onClick={() => editor.format('indent', '-1')}
          />
        </>
      )}
      <Tool
        label={t('rich-link')}
        face={cdxIconLink}
        keys="Control+K"
        pressed={Boolean(formats.link ?? formats.wikilink)}
        onClick={() => onLinking(true)}
      />
      {(evidence.length > 0 || formats.evidence !== undefined) && (
        <Tool
          label={t('rich-evidence')}
          face={cdxIconCamera}
          pressed={formats.evidence !== undefined}
          onClick={() => setCiting(true)}
        />
      )}
      {onComment && (
        <Tool label={t('comment-tool')} face={cdxIconSpeechBubbleAdd} keys="Control+Alt+M" onClick={onComment} />
      )}
      <Tool label={t('rich-undo')} face={cdxIconUndo} keys="Control+Z" disabled={!can.undo} onClick={editor.undo} />
      <Tool label={t('rich-redo')} face={cdxIconRedo} keys="Control+Y" disabled={!can.redo} onClick={editor.redo} />
      {linking && <LinkDialog editor={editor} onClose={() => onLinking(false)} />}
      {citing && <EvidenceDialog editor={editor} evidence={evidence} onClose={() => setCiting(false)} />}
    </div>
  );
}

type ToolProps = {
  label: string;
  face: IconShape | string;
  keys?: string | undefined;
  pressed?: boolean;
  disabled?: boolean;
  onClick: () => void;
};

/** It takes no focus from the text when it is tapped, so that a phone's keyboard stays. */
function Tool({ label, face, keys, pressed, disabled, onClick }: ToolProps) {
  return (
    <button
      type="button"
      class={`cdx-button cdx-button--weight-quiet cdx-button--size-large cdx-button--icon-only rich-tool${pressed ? ' rich-tool-on' : ''}`}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      aria-keyshortcuts={keys}
      // Not `disabled`: the focus would be lost when the last change has been undone.
      aria-disabled={disabled ? true : undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => !disabled && onClick()}
    >
      <Face face={face} />
    </button>
  );
}

/** Codex has no icon for a heading. */
function Face({ face }: { face: IconShape | string }): ComponentChildren {
  const isWord = typeof face === 'string' && face.length < 4;
  return isWord ? <span class="rich-tool-word" data-face={face} aria-hidden="true" /> : <Icon icon={face} />;
}

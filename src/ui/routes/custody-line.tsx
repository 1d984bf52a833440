import '../styles/custody.css';
import {
  cdxIconAlert,
  cdxIconCheck,
  cdxIconImage,
  cdxIconPause,
  cdxIconUpdate,
  cdxIconUpload,
} from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import { Icon } from '../components/icon.tsx';
import type { Custody } from './expense-custody.ts';

const icons = {
  refused: cdxIconAlert,
  held: cdxIconPause,
  uploading: cdxIconUpload,
  waiting: cdxIconUpdate,
  missing: cdxIconImage,
  purged: cdxIconImage,
  cleared: cdxIconImage,
  received: cdxIconCheck,
  stored: cdxIconCheck,
  seen: cdxIconCheck,
};

/** Where something is, by a sign and in words. */
export function CustodyLine({ custody, children }: { custody: Custody; children: ComponentChildren }) {
  return (
    <span class={`custody custody-${custody.state}`}>
      <Icon icon={icons[custody.state]} size="x-small" />
      <span>{children}</span>
    </span>
  );
}

import { cdxIconAlert } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import { HelpLink } from '../components/help-link.tsx';
import { Icon } from '../components/icon.tsx';

/** Advice beside what it is about: the pair decides. */
export function ScheduleWarning({ children }: { children: ComponentChildren }) {
  return (
    <p class="schedule-warning small">
      <Icon icon={cdxIconAlert} size="small" />
      <span>
        {children} <HelpLink topic="schedule" />
      </span>
    </p>
  );
}

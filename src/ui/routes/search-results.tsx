import {
  cdxIconCalendar,
  cdxIconJournal,
  cdxIconLightbulb,
  cdxIconMapPin,
  cdxIconSpeechBubble,
  cdxIconTableCaption,
  cdxIconUserAvatarOutline,
} from '@wikimedia/codex-icons';
import { useEffect, useState } from 'preact/hooks';
import { markWords, type Piece, snippetOf } from '#domain/search/find.ts';
import { Button } from '../components/button.tsx';
import type { IconShape } from '../components/icon.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Section } from '../components/section.tsx';
import { useMessages } from '../context.ts';
import type { MessageKey } from '../i18n/i18n.ts';
import { type Entry, type Group, groups } from './search-entries.ts';

const looks: Record<Group, { title: MessageKey; icon: IconShape }> = {
  plan: { title: 'nav-plan', icon: cdxIconLightbulb },
  schedule: { title: 'schedule-title', icon: cdxIconCalendar },
  expenses: { title: 'nav-expenses', icon: cdxIconTableCaption },
  report: { title: 'nav-report', icon: cdxIconJournal },
  notes: { title: 'note-list', icon: cdxIconSpeechBubble },
  travel: { title: 'practical-bookings', icon: cdxIconMapPin },
  people: { title: 'people-title', icon: cdxIconUserAvatarOutline },
};

/** How many of a group are shown before the person asks for all. */
const shownAtFirst = 5;

type ResultsProps = { /** The likeliest first. */ entries: readonly Entry[]; words: readonly string[] };

export function SearchResults({ entries, words }: ResultsProps) {
  const byGroup = Map.groupBy(entries, ({ group }) => group);
  return (
    <>
      {groups.map((group) => {
        const found = byGroup.get(group);
        return found && <ResultGroup key={group} group={group} entries={found} words={words} />;
      })}
    </>
  );
}

function ResultGroup({ group, entries, words }: ResultsProps & { group: Group }) {
  const { t } = useMessages();
  const { title, icon } = looks[group];
  const [all, setAll] = useState(false);
  // Another question begins short again.
  useEffect(() => setAll(false), [words]);
  const shown = all ? entries : entries.slice(0, shownAtFirst);
  return (
    <Section title={t(title)}>
      <List>
        {shown.map(({ id, href, title: name, about, texts }) => {
          const snippet = snippetOf(texts, words);
          return (
            <ListItem
              key={id}
              icon={icon}
              href={href}
              title={<Marked pieces={markWords(name, words)} />}
              detail={
                <>
                  {about}
                  {snippet && <Marked pieces={snippet} line />}
                </>
              }
            />
          );
        })}
      </List>
      {shown.length < entries.length && (
        <div class="actions">
          <Button onClick={() => setAll(true)}>{t('search-show-all', entries.length)}</Button>
        </div>
      )}
    </Section>
  );
}

/** Words with what was found in them marked. */
function Marked({ pieces, line }: { pieces: readonly Piece[]; line?: boolean }) {
  return (
    <span class={line ? 'search-snippet' : undefined} dir="auto">
      {pieces.map(({ text, hit }, at) => (hit ? <mark key={at}>{text}</mark> : text))}
    </span>
  );
}

import type { KeptOut } from '#domain/publication/publication.ts';
import { List, ListItem } from '../components/list.tsx';
import { Section } from '../components/section.tsx';
import { useMessages } from '../context.ts';

/** What stays private and why; a photo leads to where its people can be asked about. */
export function KeptOutList({ keptOut }: { keptOut: KeptOut }) {
  const { t } = useMessages();
  const { photos, resources, personalSessions, peopleWithoutUsername } = keptOut;
  const counts = [
    resources > 0 && t('publish-kept-resources', resources),
    personalSessions > 0 && t('publish-kept-sessions', personalSessions),
    peopleWithoutUsername > 0 && t('publish-kept-people', peopleWithoutUsername),
  ].filter((words) => words !== false);
  return (
    <Section title={t('publish-kept')}>
      {photos.length > 0 && (
        <List>
          {photos.map(({ id, caption, reason }) => (
            <ListItem
              key={id}
              href={`/report?evidence=${id}`}
              title={caption || t('evidence-no-caption')}
              detail={t(`publish-kept-${reason}`)}
            />
          ))}
        </List>
      )}
      {counts.map((words) => (
        <p key={words}>{words}</p>
      ))}
      <p class="subtle small">{t('publish-kept-always')}</p>
    </Section>
  );
}

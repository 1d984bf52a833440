import type { Material } from '#domain/plan/schema.ts';
import { Section } from '../components/section.tsx';
import { useMessages } from '../context.ts';

/** What the mentor gives to read; a link needs a connection, its title and note do not. */
export function Materials({ materials }: { materials: readonly Material[] }) {
  const { t } = useMessages();
  return (
    <Section title={t('plan-materials')}>
      {materials.length === 0 ? (
        <p class="subtle">{t('plan-materials-none')}</p>
      ) : (
        <ul class="list">
          {materials.map(({ id, title, url, note }) => (
            <li key={id} class="list-item plan-item">
              <p>
                {isWebAddress(url) ? (
                  <a class="plan-link" href={url} target="_blank" rel="noopener">
                    {title}
                  </a>
                ) : (
                  <strong>{title}</strong>
                )}
              </p>
              {isWebAddress(url) ? <p class="subtle small">{new URL(url).host}</p> : <p class="small">{url}</p>}
              {note && <p class="prose">{note}</p>}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** The address was typed by a person of another device: nothing but the web may be opened from here. */
function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

import { cdxIconMapPin } from '@wikimedia/codex-icons';
import { Icon } from '../components/icon.tsx';
import { useMessages } from '../context.ts';

/**
 * An address to read, and to open in the phone's own maps (`geo:`, RFC 5870, which Android and most others hand to an
 * app; Apple's devices know `maps:` instead). Nothing of it goes to a map service until the person taps.
 */
export function Address({ text, name }: { text: string; name: string }) {
  const { t } = useMessages();
  if (text.trim() === '') return null;
  return (
    <div class="address">
      <p class="prose" dir="auto">
        {text}
      </p>
      <a href={mapHref(text, navigator.userAgent)} aria-label={t('practical-map-of', name)}>
        <Icon icon={cdxIconMapPin} size="small" />
        <span>{t('practical-map')}</span>
      </a>
    </div>
  );
}

/** @param agent the browser's name of itself, by which alone an Apple device can be told */
export function mapHref(address: string, agent: string): string {
  const query = encodeURIComponent(address.trim().replace(/\s*\n\s*/g, ', '));
  return /iPhone|iPad|Macintosh/.test(agent) ? `maps:?q=${query}` : `geo:0,0?q=${query}`;
}

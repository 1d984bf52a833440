import { cdxIconArticle } from '@wikimedia/codex-icons';
import type { Exchange } from '#domain/exchange/schema.ts';
import { ListItem } from '../components/list.tsx';
import { useMessages } from '../context.ts';

/** The way to what the programme covers, as an item of a list; without words of the Hub there is nothing to read. */
export function PoliciesLink({ exchange }: { exchange: Exchange | undefined }) {
  const { t } = useMessages();
  if (!exchange?.policies?.trim()) return null;
  return <ListItem icon={cdxIconArticle} href="/plan/policies" title={t('policies-title')} />;
}

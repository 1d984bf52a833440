import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useMessages } from '../context.ts';

/** Shown at once; a week without a network may leave hundreds. */
const shownAtFirst = 50;

/** The first items of a list, and all of them when the person asks. */
export function useFirst<Item>(items: readonly Item[]): {
  first: readonly Item[];
  rest: number;
  showAll: () => void;
} {
  const [all, setAll] = useState(false);
  const first = all ? items : items.slice(0, shownAtFirst);
  return { first, rest: items.length - first.length, showAll: () => setAll(true) };
}

type ShowAllProps = { count: number /** How many are not shown. */; rest: number; onShow: () => void };

export function ShowAll({ count, rest, onShow }: ShowAllProps) {
  const { t, format } = useMessages();
  if (rest === 0) return null;
  return (
    <div class="actions">
      <Button onClick={onShow}>{t('sync-show-all', format.number(count))}</Button>
    </div>
  );
}

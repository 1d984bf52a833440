import { useLocation } from 'preact-iso/router';
import { readGuide } from '#store/guide.ts';
import { useApp, useStore } from '../context.ts';
import { useKeyMap } from '../hooks/use-key-map.ts';
import { useLive } from '../hooks/use-live.ts';
import { useMay } from '../hooks/use-may.ts';

/** The keys of a laptop, as `/more/keys` lists them; that page turns them off. */
export function Shortcuts() {
  const store = useStore();
  const { openHub, standing } = useApp();
  const isStanding = standing.value;
  const { route } = useLocation();
  const mayAdd = useMay('expense.add');
  const guide = useLive(isStanding ? () => readGuide(store.db) : null, [store, isStanding]);
  const to = (path: string) => () => route(path);
  const places = { t: '/today', p: '/plan', e: '/expenses', r: '/report', m: '/more', ...(openHub && { h: '/hub' }) };
  const single = { '/': to('/search'), '?': to('/more/keys'), ...(mayAdd && { n: to('/expenses/new') }) };
  const afterG = Object.fromEntries(Object.entries(places).map(([key, path]) => [key, to(path)]));
  useKeyMap(guide?.keys ? single : {}, guide?.keys ? afterG : {});
  return null;
}

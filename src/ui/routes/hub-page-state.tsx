import { readBoardStatus } from '#store/hub/board.ts';
import { useHub } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { BoardState } from './hub-board-state.tsx';

/** In the bar of the Hub's screens, while no exchange is open whose sync it could tell of. */
export function HubPageState() {
  const hub = useHub();
  return <BoardState status={useLive(() => readBoardStatus(hub.db), [hub])} />;
}

import type { Block } from '../rich-text.ts';

type ListKind = 'bullet' | 'number';

/** The kinds of the lists that an item stands in, from the outermost to its own: what each line begins with. */
export type ListPath = readonly ListKind[];

/**
 * Follows list items down a page. An item deeper than its list allows (of two people who indented at once) stands in
 * lists of its own kind.
 */
export function createListPaths(): (block: Pick<Block, 'kind' | 'level'>) => ListPath {
  let path: ListKind[] = [];
  return ({ kind, level }) => {
    if (kind !== 'bullet' && kind !== 'number') {
      path = [];
      return path;
    }
    path = [...path.slice(0, level), ...Array<ListKind>(Math.max(0, level - path.length)).fill(kind), kind];
    return path;
  };
}

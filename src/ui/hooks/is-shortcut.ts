/** Whether a key is meant as a shortcut: not while something is typed, chosen or asked. */
export function isShortcut({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || !(target instanceof HTMLElement)) return false;
  return target.closest('input, textarea, select, dialog') === null;
}

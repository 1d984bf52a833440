/** Whether it is an address of the web: nothing else may be opened by a tap. */
export function isAddressOfTheWeb(typed: string): boolean {
  return /^https?:\/\/[^/?#@\s]+([/?#]\S*)?$/i.test(typed);
}

/**
 * Below this (bytes) a warning is due: some forty photos of a present phone, a day of receipts and evidence, so that
 * there is still time to make room.
 */
export const lowBytes = 200_000_000;

/** And below this share of what the browser grants: close to its limit browsers begin to clear, or fail early. */
export const lowShare = 0.1;

/**
 * How much can still be written (bytes), as far as the browser tells, and whether that is little. Chromium tells less
 * than others: it names 10 GiB beyond what is used, however full the disk is (seen in 2026). There a write that finds
 * no space is the first to know, and what it leaves on the screen counts.
 */
export function roomLeft({ used, quota }: { used: number; quota: number }): { free: number; isLow: boolean } {
  // Some browsers give no quota: then nothing is known, and nothing is said.
  if (quota <= 0) return { free: Number.POSITIVE_INFINITY, isLow: false };
  const free = Math.max(quota - used, 0);
  return { free, isLow: free < lowBytes || free < quota * lowShare };
}

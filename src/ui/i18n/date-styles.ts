/** How days are written: what `Intl` is asked for. */
export const dateStyles = {
  /** “Tuesday 12 May” */
  long: { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' },
  /** “Tue 12 May” */
  short: { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' },
  /** “12 May 2027” */
  medium: { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DateStyle = keyof typeof dateStyles;

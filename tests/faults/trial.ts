/** What one kind of fault did, and what came of it: one row of the table. */
export type Trial = {
  readonly fault: string;
  /** How often it was injected. */
  readonly injected: number;
  /** How often it hit something under way, and what that means here. */
  readonly hit: number;
  readonly hitMeans: string;
  readonly entered: Entered;
  /** What was entered and is not where it belongs, each in words. */
  readonly lost: readonly string[];
  /** What is there more than once. */
  readonly doubled: readonly string[];
  /** Promises that were broken without a loss: a wrong answer, a photo called safe that was not. */
  readonly broken: readonly string[];
  /** What else was seen and counted, in sentences. */
  readonly notes: readonly string[];
};

export type Entered = { readonly writes: number; readonly photos: number; readonly paragraphs: number };

/** A fault that this machine can't make: said in the table, and never counted as survived. */
export type NotTried = { readonly fault: string; readonly reason: string };

export type Outcome = Trial | NotTried;

export type TrialOptions = {
  readonly seed: number;
  /** The bounded run of `npm test`. */
  readonly quick: boolean;
  /** The built app. */
  readonly distDir: string;
  /** One line of progress. */
  readonly say: (line: string) => void;
};

export function wasTried(outcome: Outcome): outcome is Trial {
  return 'injected' in outcome;
}

/** Whether everything that was entered is there once, and every promise was kept. A trial that hit nothing shows nothing. */
export function isSound({ hit, lost, doubled, broken }: Trial): boolean {
  return hit > 0 && lost.length + doubled.length + broken.length === 0;
}

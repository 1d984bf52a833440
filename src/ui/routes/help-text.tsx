import { type HelpId, type HelpWords, partsOf } from '../i18n/help-words.ts';

/** What Help says about something: paragraphs, then what to do, step by step. */
export function HelpText({ id, words }: { id: HelpId; words: HelpWords }) {
  const steps = partsOf(words, id, 'step');
  return (
    <div class="help-text">
      {partsOf(words, id, 'text').map((text) => (
        <p key={text}>{text}</p>
      ))}
      {steps.length > 0 && (
        <ol>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
    </div>
  );
}

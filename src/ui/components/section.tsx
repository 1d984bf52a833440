import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

type SectionProps = {
  title: ComponentChildren /** A Button or link beside the heading. */;
  action?: ComponentChildren;
  children: ComponentChildren;
};

/** A part of a screen under its own heading. */
export function Section({ title, action, children }: SectionProps) {
  const id = useId();
  return (
    <section class="section" aria-labelledby={id}>
      <div class="section-heading">
        <h2 id={id}>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

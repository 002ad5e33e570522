import { useId, type ReactNode } from 'react';
import { Term, type TermName } from './term';

interface CardProps {
  title: string;
  /** The word of the title that is explained. */
  term?: TermName;
  /** One short line under the title. */
  subtitle?: string;
  /** What can be done with the card, at the right of its title. */
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}

export function Card({ title, term, subtitle, actions, className = '', children }: CardProps) {
  const id = useId();
  return (
    <section className={`card ${className}`} aria-labelledby={id}>
      <header className="card-head">
        <div>
          <h2 id={id}>{term === undefined ? title : <Term of={term}>{title}</Term>}</h2>
          {subtitle !== undefined && <p className="subtle">{subtitle}</p>}
        </div>
        {actions !== undefined && <div className="card-actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}

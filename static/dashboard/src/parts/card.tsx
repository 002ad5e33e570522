import { useId, type ReactNode } from 'react';

interface CardProps {
  title: string;
  /** One short line under the title. */
  subtitle?: string;
  /** What can be done with the card, at the right of its title. */
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}

export function Card({ title, subtitle, actions, className = '', children }: CardProps) {
  const id = useId();
  return (
    <section className={`card ${className}`} aria-labelledby={id}>
      <header className="card-head">
        <div>
          <h2 id={id}>{title}</h2>
          {subtitle !== undefined && <p className="subtle">{subtitle}</p>}
        </div>
        {actions !== undefined && <div className="card-actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}

import { useWords } from '../words';

/** All terms with their sentences, folded at the end of every page. */
export function Glossary() {
  const { title, lead, terms } = useWords().text.glossary;
  return (
    <details className="glossary">
      <summary>{title}</summary>
      <p className="subtle">{lead}</p>
      <dl>
        {Object.values(terms).map(({ name, says }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

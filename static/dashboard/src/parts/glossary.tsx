import { useAfterPaint } from '../use-after-paint';
import { useWords } from '../words';

/** All terms with their sentences, folded at the end of every page: filled when what stands above is there. */
export function Glossary() {
  const { title, lead, terms } = useWords().text.glossary;
  const isFilled = useAfterPaint();
  return (
    <details className="glossary">
      <summary>{title}</summary>
      <p className="subtle">{lead}</p>
      <dl>
        {isFilled &&
          Object.values(terms).map(({ name, says }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{says}</dd>
            </div>
          ))}
      </dl>
    </details>
  );
}

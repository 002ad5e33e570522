import { useWords } from '../../words';

/** What no figure on this page contains. Always there: a gauge that hides its blind spots would be believed too much. */
export function Blind() {
  const { text } = useWords();
  return (
    <details className="card card-quiet behind">
      <summary>
        <h2>{text.blind.title}</h2>
      </summary>
      <ul className="bullets">
        {text.blind.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </details>
  );
}

import { Card } from '../../parts/card';
import { useWords } from '../../words';

/** What no figure on this page contains. Always there: a gauge that hides its blind spots would be believed too much. */
export function Blind() {
  const { text } = useWords();
  return (
    <Card title={text.blind.title} className="card-quiet">
      <ul className="bullets">
        {text.blind.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </Card>
  );
}

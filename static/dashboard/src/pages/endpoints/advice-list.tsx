import type { Advice } from '../../../../../src/admin/contract';
import { adviceSentence } from '../../sentences/advice';
import { useWords } from '../../words';

export function AdviceList({ advice }: { advice: Advice[] }) {
  const words = useWords();
  const { text } = words;
  return (
    <section className="panel-part">
      <h3>{text.detail.advice}</h3>
      {advice.length === 0 ? (
        <p className="subtle">{text.detail.noAdvice}</p>
      ) : (
        <ul className="bullets">
          {advice.map((each) => (
            <li key={each.kind}>{adviceSentence(each, words)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

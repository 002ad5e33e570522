import type { SettingsAnswer } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { Glyph } from '../../parts/glyph';
import { integrityLine, integrityProblems } from '../../sentences/integrity';
import { useWords } from '../../words';

export function IntegrityCard({ answer }: { answer: SettingsAnswer }) {
  const words = useWords();
  const { integrity } = answer;
  const { text, format } = words;
  const problems = integrityProblems(answer, 0, words);
  return (
    <Card term="record" title={text.integrity.title}>
      <p>{integrityLine(integrity, words)}</p>
      {problems.length === 0 ? (
        <p className="with-glyph">
          <Glyph name="check" />
          {text.integrity.clean}
        </p>
      ) : (
        <ul className="bullets">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      <dl className="figures">
        <div>
          <dt>{text.integrity.merged}</dt>
          <dd>{format.count(integrity.mergedRecords)}</dd>
        </div>
        <div>
          <dt>{text.integrity.waiting}</dt>
          <dd>{format.count(integrity.waitingRecords)}</dd>
        </div>
      </dl>
    </Card>
  );
}

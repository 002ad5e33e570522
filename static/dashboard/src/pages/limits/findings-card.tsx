import type { Finding } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { Glyph } from '../../parts/glyph';
import { findingSentence } from '../../sentences/finding';
import { useWords } from '../../words';

export function FindingsCard({ findings }: { findings: Finding[] }) {
  const words = useWords();
  const say = words.text.limits.findings;
  return (
    <Card title={say.title}>
      {findings.length === 0 ? (
        <p className="with-glyph">
          <Glyph name="check" />
          {say.none}
        </p>
      ) : (
        <ul className="bullets">
          {findings.map((finding) => (
            <li key={JSON.stringify([finding.kind, finding.pool, finding.sent])}>
              {findingSentence(finding, words)}
            </li>
          ))}
        </ul>
      )}
      <p className="basis">{say.note}</p>
    </Card>
  );
}

import type { SettingsAnswer } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { Glyph } from '../../parts/glyph';
import { booksLine, booksProblems } from '../../sentences/integrity';
import { useWords } from '../../words';

export function BooksCard({ answer }: { answer: SettingsAnswer }) {
  const words = useWords();
  const { books } = answer;
  const { text, format } = words;
  const problems = booksProblems(answer, 0, words);
  return (
    <Card term="record" title={text.books.title}>
      <p>{booksLine(books, words)}</p>
      {problems.length === 0 ? (
        <p className="with-glyph">
          <Glyph name="check" />
          {text.books.clean}
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
          <dt>{text.books.merged}</dt>
          <dd>{format.count(books.mergedRecords)}</dd>
        </div>
        <div>
          <dt>{text.books.waiting}</dt>
          <dd>{format.count(books.waitingRecords)}</dd>
        </div>
      </dl>
    </Card>
  );
}

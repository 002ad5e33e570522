import type { ThrottleView } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { Glyph } from '../../parts/glyph';
import { throttleSentence } from '../../sentences/throttle';
import { useWords } from '../../words';

export function Throttles({ throttles }: { throttles: ThrottleView[] }) {
  const words = useWords();
  return (
    <Card title={words.text.throttles.title}>
      {throttles.length === 0 ? (
        <p className="with-glyph">
          <Glyph name="check" />
          {words.text.throttles.none}
        </p>
      ) : (
        <ul className="throttles">
          {throttles.map((throttle, index) => (
            <li key={`${throttle.atMs} ${index}`}>{throttleSentence(throttle, words)}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}

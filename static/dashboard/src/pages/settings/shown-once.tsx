import Button from '@atlaskit/button/new';
import { CopyField } from '../../parts/copy-field';
import { Message } from '../../parts/message';
import { useWords } from '../../words';

interface ShownOnceProps {
  app: string;
  id: string;
  secret: string;
  onKept: () => void;
}

/** Id and secret of a source that was just made or given a new one. The page forgets the secret when it is put away. */
export function ShownOnce({ app, id, secret, onKept }: ShownOnceProps) {
  const { text } = useWords();
  const say = text.sources;
  return (
    <Message
      kind="warning"
      title={say.secretTitle(app)}
      actions={<Button onClick={onKept}>{say.kept}</Button>}
    >
      <p>{say.secretOnce}</p>
      <div className="copy-fields">
        <CopyField label={say.id} value={id} />
        <CopyField label={say.secret} value={secret} />
      </div>
    </Message>
  );
}

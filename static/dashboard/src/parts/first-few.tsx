import Button from '@atlaskit/button/new';
import { useState, type ReactNode } from 'react';
import { useWords } from '../words';

interface FirstFewProps<Item> {
  items: readonly Item[];
  /** So many are shown until somebody asks for the rest. */
  few: number;
  children: (shown: readonly Item[]) => ReactNode;
}

/** A long list by its first items. */
export function FirstFew<Item>({ items, few, children }: FirstFewProps<Item>) {
  const { text, format } = useWords();
  const [isWhole, setIsWhole] = useState(false);
  const isCut = !isWhole && items.length > few;
  return (
    <>
      {children(isCut ? items.slice(0, few) : items)}
      {isCut && (
        <div>
          <Button
            spacing="compact"
            onClick={() => {
              setIsWhole(true);
            }}
          >
            {text.showAll({ n: format.count(items.length) })}
          </Button>
        </div>
      )}
    </>
  );
}

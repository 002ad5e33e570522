import Button from '@atlaskit/button/new';
import { useId, useRef, useState } from 'react';
import { useWords } from '../words';

/** A text to be taken along: read only, with a button that copies it. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const { text } = useWords();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<string | null>(null);
  const copy = async () => {
    if (field.current === null) return;
    setSaid((await copyField(field.current)) ? text.sources.copied : text.sources.notCopied);
  };
  return (
    <div className="field copy-field">
      <label htmlFor={id}>{label}</label>
      <div className="copy-row">
        <input id={id} ref={field} readOnly value={value} spellCheck={false} autoComplete="off" />
        <Button aria-label={text.sources.copyOf({ label })} onClick={() => void copy()}>
          {text.sources.copy}
        </Button>
        <span role="status" className="subtle">
          {said}
        </span>
      </div>
    </div>
  );
}

/**
 * Puts the field's text on the clipboard.
 * @returns whether it is there; where the host gives its frame no clipboard, it stays selected for the person to copy
 */
async function copyField(field: HTMLInputElement): Promise<boolean> {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return false;
  }
}

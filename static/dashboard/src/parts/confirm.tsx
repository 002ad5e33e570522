import Button from '@atlaskit/button/new';
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../words';

interface ConfirmProps {
  title: string;
  action: string;
  appearance: 'primary' | 'warning' | 'danger';
  /** What takes nothing further; left out, the usual word for it. */
  cancel?: string;
  /** Only looked at: there is nothing to agree to. */
  isRefused?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}

/**
 * Asks before something happens. The browser's own dialog keeps the focus within and gives it back; Escape and a click beside it
 * cancel.
 */
export function Confirm(props: ConfirmProps) {
  const { title, action, appearance, cancel, isRefused = false, onConfirm, onClose, children } = props;
  const { text } = useWords();
  const name = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  // What cannot be taken back is not one careless Enter away: there the focus begins at what cancels.
  const isQuick = appearance === 'primary' && !isRefused;
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    if (isQuick) button.current?.focus();
    return () => {
      // Before it leaves the page, so that whoever opened it has the focus again.
      shown?.close();
    };
  }, [isQuick]);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={name}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div>
        <h2 id={name}>{title}</h2>
        {children}
        <footer>
          <Button appearance="subtle" onClick={onClose}>
            {cancel ?? text.settings.cancel}
          </Button>
          <Button ref={button} appearance={appearance} onClick={onConfirm} isDisabled={isRefused}>
            {action}
          </Button>
        </footer>
      </div>
    </dialog>
  );
}

import Button from '@atlaskit/button/new';
import Modal, { ModalBody, ModalFooter, ModalHeader, ModalTitle } from '@atlaskit/modal-dialog';
import type { ReactNode } from 'react';
import { useWords } from '../../words';

interface ConfirmProps {
  title: string;
  action: string;
  appearance: 'primary' | 'warning' | 'danger';
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** Asks before something happens. Escape and a click beside it cancel. */
export function Confirm({ title, action, appearance, onConfirm, onClose, children }: ConfirmProps) {
  const { text } = useWords();
  return (
    <Modal onClose={onClose} width="small">
      <ModalHeader>
        <ModalTitle>{title}</ModalTitle>
      </ModalHeader>
      <ModalBody>{children}</ModalBody>
      <ModalFooter>
        <Button appearance="subtle" onClick={onClose}>
          {text.settings.cancel}
        </Button>
        {/* What cannot be taken back is not one careless Enter away. */}
        <Button appearance={appearance} onClick={onConfirm} autoFocus={appearance === 'primary'}>
          {action}
        </Button>
      </ModalFooter>
    </Modal>
  );
}

import type { ReactNode } from 'react';
import { Glyph } from './glyph';

interface MessageProps {
  kind: 'info' | 'warning' | 'error';
  title?: string;
  children: ReactNode;
  actions?: ReactNode;
}

const glyphs = { info: 'info', warning: 'warning', error: 'stop' } as const;

/** A band that says something about the whole page. It is announced when it comes. */
export function Message({ kind, title, children, actions }: MessageProps) {
  return (
    <div className={`message message-${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      <Glyph name={glyphs[kind]} />
      <div className="message-body">
        {title !== undefined && <strong>{title}</strong>}
        <div>{children}</div>
        {actions !== undefined && <div className="message-actions">{actions}</div>}
      </div>
    </div>
  );
}

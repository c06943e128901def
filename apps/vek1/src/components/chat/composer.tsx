'use client';

import { SendHorizontal } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';

interface ComposerProps {
  /** Where it may fail, what was written comes back. */
  send: (text: string) => unknown;
  placeholder?: string;
}

/** Enter sends, Shift+Enter breaks the line. */
export function Composer({ send, placeholder = 'Mensagem' }: ComposerProps) {
  const [text, setText] = useState('');
  async function submit() {
    const message = text.trim();
    if (message === '') return;
    setText('');
    try {
      await send(message);
    } catch {
      // The caller has said why; nobody has to write it again.
      setText((since) => since || message);
    }
  }
  function onKeyDown(event: KeyboardEvent) {
    // While a word is being composed (accents, IME), Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void submit();
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      className="flex items-end gap-2 px-2 pt-1.5 pb-[max(0.5rem,env(safe-area-inset-bottom))]"
    >
      <textarea
        aria-label="Mensagem"
        placeholder={placeholder}
        rows={1}
        maxLength={4096}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeyDown}
        data-testid="composer"
        className="field-sizing-content max-h-32 min-h-11 min-w-0 flex-1 resize-none rounded-[22px] bg-chat-input px-4 py-[11px] text-[15px] leading-[22px] text-chat-text shadow-[0_1px_0.5px_rgb(11_20_26/0.13)] outline-none placeholder:text-chat-meta"
      />
      <button
        type="submit"
        aria-label="Enviar"
        data-testid="send"
        className="flex size-11 shrink-0 items-center justify-center rounded-full bg-chat-send text-white transition-opacity"
      >
        <SendHorizontal className="size-5" aria-hidden />
      </button>
    </form>
  );
}

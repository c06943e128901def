'use client';

import { SendHorizontal } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';

/** Enter sends, Shift+Enter breaks the line. */
export function Composer({ send }: { send: (text: string) => void }) {
  const [text, setText] = useState('');
  function submit() {
    const message = text.trim();
    if (message === '') return;
    send(message);
    setText('');
  }
  function onKeyDown(event: KeyboardEvent) {
    // While a word is being composed (accents, IME), Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      className="flex items-end gap-2 px-2 pt-1.5 pb-[max(0.5rem,env(safe-area-inset-bottom))]"
    >
      <textarea
        aria-label="Mensagem"
        placeholder="Mensagem"
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

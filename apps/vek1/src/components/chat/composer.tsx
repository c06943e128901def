'use client';

import { Paperclip, SendHorizontal } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';

interface ComposerProps {
  /** Where it may fail, what was written comes back. */
  send: (text: string) => unknown;
  placeholder?: string;
  /** Where files can be sent too. */
  sendFile?: (file: File) => unknown;
}

/** Enter sends, Shift+Enter breaks the line. */
export function Composer({ send, sendFile, placeholder = 'Mensagem' }: ComposerProps) {
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
      {sendFile && <Attach sendFile={sendFile} />}
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

/** A picture or a PDF of the phone. */
function Attach({ sendFile }: { sendFile: (file: File) => unknown }) {
  return (
    <label className="flex size-11 shrink-0 cursor-pointer items-center justify-center rounded-full text-chat-meta focus-within:outline-2 focus-within:outline-ring hover:text-chat-text">
      <Paperclip className="size-5" aria-hidden />
      <span className="sr-only">Anexar foto ou PDF</span>
      <input
        type="file"
        accept="image/*,application/pdf"
        className="sr-only"
        data-testid="attach"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) void sendFile(file);
          // The same file may be sent again.
          target.value = '';
        }}
      />
    </label>
  );
}

/** Between the messages of two days. */
export function DayPill({ children }: { children: string }) {
  return (
    <p className="mx-auto my-3 w-fit rounded-lg bg-chat-in px-3 py-1 text-xs text-chat-meta shadow-[0_1px_0.5px_rgb(11_20_26/0.1)] first-letter:uppercase">
      {children}
    </p>
  );
}

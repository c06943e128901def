import { type Run, whatsappRuns } from '@/format/whatsapp-text.ts';

/** A message as WhatsApp formats it. */
export function WhatsappText({ text }: { text: string }) {
  return whatsappRuns(text).map((run, index) => <Styled key={index} {...run} />);
}

function Styled({ text, style }: Run) {
  switch (style) {
    case 'bold':
      return <strong className="font-semibold">{text}</strong>;
    case 'italic':
      return <em>{text}</em>;
    case 'strike':
      return <s>{text}</s>;
    case 'mono':
      return <code className="font-mono text-[13px]">{text}</code>;
    case 'link':
      return (
        <a href={text} target="_blank" rel="noreferrer" className="text-chat-link underline">
          {text}
        </a>
      );
    default:
      return text;
  }
}

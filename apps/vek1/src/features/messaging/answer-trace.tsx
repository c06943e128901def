import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatSeconds } from '@/format/date.ts';
import { plural } from '@/format/text.ts';
import type { Turn } from '@/trpc/wire.ts';
import { type Step, stepsOf } from './answers.ts';

/** How the agent came to an answer; closed until somebody wants to know. */
export function AnswerTrace({ turn }: { turn: Turn }) {
  const steps = stepsOf(turn);
  const used = steps.filter(({ kind }) => kind === 'used').length;
  return (
    <details className="group mt-1 px-3 sm:px-5" data-testid="answer-trace">
      <summary className="ml-auto flex w-fit cursor-pointer list-none items-center gap-1 rounded px-1 text-xs text-chat-meta select-none hover:text-chat-text [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-3 transition-transform group-open:rotate-90" aria-hidden />
        Como respondeu
      </summary>
      <div className="mt-1.5 mb-3 ml-auto max-w-[42rem] rounded-lg border bg-surface p-4 text-[13px] text-foreground">
        <p className="text-muted-foreground tabular-nums">
          {[
            turn.model,
            used > 0 && plural(used, 'ferramenta', 'ferramentas'),
            plural(turn.input_tokens + turn.output_tokens, 'token', 'tokens'),
            turn.ended_at && formatSeconds(Date.parse(turn.ended_at) - Date.parse(turn.created_at)),
            turn.status === 'failed' && 'falhou',
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {steps.length === 0 && <p className="mt-3">Os passos desta resposta não foram guardados.</p>}
        <ol className="mt-3 grid gap-3 empty:hidden">
          {steps.map((step, index) => (
            <li key={index} className="grid min-w-0 gap-1.5" data-testid="trace-step">
              <StepView step={step} />
            </li>
          ))}
        </ol>
        <p className="mt-3 border-t pt-3 text-xs text-muted-foreground tabular-nums">
          Entrada {turn.input_tokens.toLocaleString('pt-BR')} tokens, dos quais{' '}
          {turn.cached_tokens.toLocaleString('pt-BR')} em cache · saída{' '}
          {turn.output_tokens.toLocaleString('pt-BR')}
        </p>
      </div>
    </details>
  );
}

function StepView({ step }: { step: Step }) {
  if (step.kind === 'used') {
    return (
      <>
        <Head ms={step.ms}>
          Usou <code className="font-mono font-medium">{step.tool}</code>
          {step.is_error && <span className="text-danger"> e não deu certo</span>}
        </Head>
        <Json label="Pediu" value={step.arguments} />
        <Json label="Recebeu" value={step.result} />
      </>
    );
  }
  if (step.kind === 'told') {
    return (
      <>
        <Head ms={null}>Foi corrigido antes de enviar</Head>
        <Quote>{step.text}</Quote>
      </>
    );
  }
  return (
    <>
      <Head ms={step.ms}>{step.text ? 'Escreveu' : 'Pensou no que fazer'}</Head>
      {step.text && <Quote>{step.text}</Quote>}
    </>
  );
}

function Head({ ms, children }: { ms: number | null; children: ReactNode }) {
  return (
    <p className="flex items-baseline justify-between gap-4">
      <span>{children}</span>
      {ms !== null && (
        <span className="shrink-0 text-xs text-muted-foreground tabular-nums">{formatSeconds(ms)}</span>
      )}
    </p>
  );
}

function Quote({ children }: { children: string }) {
  return <p className="border-l-2 pl-3 whitespace-pre-wrap text-muted-foreground">{children}</p>;
}

function Json({ label, value }: { label: string; value: unknown }) {
  return (
    <div className="grid min-w-0 grid-cols-[3.75rem_1fr] gap-2">
      <span className="text-xs leading-6 text-muted-foreground">{label}</span>
      <pre className="max-h-56 overflow-auto rounded-md bg-muted px-2.5 py-1 font-mono text-xs leading-4 break-words whitespace-pre-wrap">
        {typeof value === 'string' ? value : JSON.stringify(value ?? null, null, 2)}
      </pre>
    </div>
  );
}

import type { RunLine } from '@vek1/core/kernel/run-line';
import type { LanguageModel } from '@vek1/core/ports/language-model';
import { Hono } from 'hono';
import type { Sql } from 'postgres';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Counters of this process, for Prometheus. */
export function createMetrics(sql: Sql) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const runs = new Histogram({
    name: 'vek1_operation_seconds',
    help: 'Time of each operation, by face and code',
    labelNames: ['op', 'face', 'code'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
    registers,
  });
  const model = new Histogram({
    name: 'vek1_model_seconds',
    help: 'Time of one step of the language model',
    labelNames: ['model', 'outcome'],
    buckets: [0.1, 0.5, 1, 2, 5, 10, 30, 60],
    registers,
  });
  const tokens = new Counter({
    name: 'vek1_model_tokens_total',
    help: 'Tokens by model and kind',
    labelNames: ['model', 'kind'],
    registers,
  });
  new Gauge({
    name: 'vek1_jobs',
    help: 'Jobs by state, timers included',
    labelNames: ['status'],
    registers,
    async collect() {
      const rows = await sql<{ status: string; jobs: number }[]>`
        select status, count(*)::int as jobs from dbos.workflow_status
         where status in ('ENQUEUED', 'PENDING', 'DELAYED') group by status`;
      this.reset();
      for (const { status, jobs } of rows) this.set({ status }, jobs);
    },
  });

  return {
    observe({ op, face, code, ms }: RunLine) {
      runs.observe({ op, face, code }, ms / 1000);
    },
    /** The same model, measured. */
    measured(language_model: LanguageModel): LanguageModel {
      return {
        ...language_model,
        async next(request, signal) {
          const end = model.startTimer();
          try {
            const answer = await language_model.next(request, signal);
            end({ model: answer.model, outcome: 'ok' });
            for (const [kind, count] of Object.entries(answer.usage))
              tokens.inc({ model: answer.model, kind }, count);
            return answer;
          } catch (error) {
            end({ model: language_model.model, outcome: 'failed' });
            throw error;
          }
        },
      };
    },
    door: new Hono().get('/metrics', async (c) =>
      c.text(await registry.metrics(), 200, { 'content-type': registry.contentType }),
    ),
  };
}

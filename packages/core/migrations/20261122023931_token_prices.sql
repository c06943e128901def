-- USD per million tokens, and what a USD costs: each row is a fact from its date on; a new price is a new row.
insert into token_prices (model, valid_from, input_usd, cached_usd, output_usd) values
  ('deepseek', '2026-01-01T00:00:00Z', 0.28, 0.028, 0.42),
  ('gpt-4.1-mini', '2026-01-01T00:00:00Z', 0.40, 0.10, 1.60),
  ('gpt-4.1', '2026-01-01T00:00:00Z', 2.00, 0.50, 8.00),
  ('vek1-offline', '2026-01-01T00:00:00Z', 0, 0, 0)
on conflict do nothing;--> statement-breakpoint
insert into exchange_rates (currency, valid_from, brl) values ('USD', '2026-01-01T00:00:00Z', 5.40)
on conflict do nothing;

-- USD per million tokens, and what a USD costs: each row is a fact from its date on; a new price is a new row.
-- DeepSeek's are those of its peak hours: what is shown is never less than what is paid.
insert into token_prices (model, valid_from, input_usd, cached_usd, output_usd) values
  ('deepseek-flash', '2026-01-01T00:00:00Z', 0.30, 0.006, 1.20),
  ('deepseek-v4-flash', '2026-01-01T00:00:00Z', 0.30, 0.006, 1.20),
  ('deepseek-v4-pro', '2026-01-01T00:00:00Z', 1.32, 0.044, 3.96),
  ('vek1-offline', '2026-01-01T00:00:00Z', 0, 0, 0);
--> statement-breakpoint
insert into exchange_rates (currency, valid_from, brl) values ('USD', '2026-01-01T00:00:00Z', 5.50);
--> statement-breakpoint
-- A vector would be kept apart from its row, and looked up there for each comparison.
alter table chunks alter column embedding set storage plain;
--> statement-breakpoint
-- A store is of one company: without this the planner takes a large store for a handful of rows.
create statistics chunks_of_store (dependencies) on company_id, store_id from chunks;
--> statement-breakpoint
create statistics products_of_store (dependencies) on company_id, store_id from products;

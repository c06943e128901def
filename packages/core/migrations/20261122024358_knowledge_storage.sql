-- A vector would be kept apart from its row, and looked up there for each comparison.
alter table chunks alter column embedding set storage plain;
--> statement-breakpoint
-- A store is of one company: without this the planner takes a large store for a handful of rows.
create statistics chunks_of_store (dependencies) on company_id, store_id from chunks;
--> statement-breakpoint
create statistics products_of_store (dependencies) on company_id, store_id from products;

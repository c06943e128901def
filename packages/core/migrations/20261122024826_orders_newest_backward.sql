DROP INDEX "orders_newest";--> statement-breakpoint
DROP INDEX "orders_status";--> statement-breakpoint
DROP INDEX "orders_lead";--> statement-breakpoint
CREATE INDEX "orders_newest" ON "orders" USING btree ("company_id","store_id","created_at");--> statement-breakpoint
CREATE INDEX "orders_status" ON "orders" USING btree ("company_id","store_id","status","created_at");--> statement-breakpoint
CREATE INDEX "orders_lead" ON "orders" USING btree ("company_id","lead_id","created_at");
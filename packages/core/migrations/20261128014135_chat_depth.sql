ALTER TABLE "turns" ADD COLUMN "declined" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "summary" text;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "summarized_until" timestamptz(3);--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "visitor_ip" text;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "expires_by" timestamptz(3);--> statement-breakpoint
CREATE INDEX "turns_conversation" ON "turns" USING btree ("company_id","conversation_id","created_at","id");--> statement-breakpoint
CREATE INDEX "turns_agent" ON "turns" USING btree ("company_id","agent_id","created_at");--> statement-breakpoint
CREATE INDEX "orders_visitor" ON "orders" USING btree ("company_id","store_id","visitor_ip") WHERE visitor_ip is not null;
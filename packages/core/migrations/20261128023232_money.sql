ALTER TABLE "payment_attempts" ADD COLUMN "retry_of" uuid;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "next_look_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "claimed_cents" bigint;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "status" text DEFAULT 'recorded' NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "disputed_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "read_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "refund_claimed_until" timestamptz(3);--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "refund_accepted_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "refund_refusal" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "refund_reason" text;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "order_id" uuid;--> statement-breakpoint
CREATE INDEX "orders_waiting" ON "orders" USING btree ("status_since") WHERE status in ('pending', 'awaiting_payment', 'awaiting_proof');--> statement-breakpoint
CREATE INDEX "payment_attempts_watched" ON "payment_attempts" USING btree ("next_look_at") WHERE next_look_at is not null;--> statement-breakpoint
CREATE INDEX "payments_undecided" ON "payments" USING btree ("recorded_at") WHERE status = 'recorded';
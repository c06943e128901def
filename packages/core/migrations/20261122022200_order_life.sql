CREATE TABLE "payment_proofs" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"media_url" text NOT NULL,
	"mime_type" text NOT NULL,
	"sha256" text,
	"end_to_end_id" text,
	"amount_cents" bigint,
	"same_as_order_id" uuid,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "payment_proofs_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "status_since" timestamptz(3) DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "paid_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "payment_settings" ADD COLUMN "cod_enabled" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_settings" ADD COLUMN "cod_max_cents" bigint;--> statement-breakpoint
ALTER TABLE "payment_settings" ADD COLUMN "cod_instructions" text;--> statement-breakpoint
ALTER TABLE "payment_settings" ADD COLUMN "manual_pix_enabled" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_settings" ADD COLUMN "manual_pix_key" text;--> statement-breakpoint
ALTER TABLE "payment_settings" ADD COLUMN "manual_pix_key_type" text;--> statement-breakpoint
ALTER TABLE "payment_settings" ADD COLUMN "manual_pix_name" text;--> statement-breakpoint
ALTER TABLE "payment_settings" ADD COLUMN "manual_pix_city" text;--> statement-breakpoint
ALTER TABLE "payment_settings" ADD COLUMN "proof_deadline_hours" integer DEFAULT 24 NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_proofs" ADD CONSTRAINT "payment_proofs_order_id_fk" FOREIGN KEY ("company_id","order_id") REFERENCES "public"."orders"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_proofs" ADD CONSTRAINT "payment_proofs_same_as_order_id_fk" FOREIGN KEY ("company_id","same_as_order_id") REFERENCES "public"."orders"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "payment_proofs_order" ON "payment_proofs" USING btree ("company_id","order_id","created_at");--> statement-breakpoint
CREATE INDEX "payment_proofs_file" ON "payment_proofs" USING btree ("company_id","sha256") WHERE sha256 is not null;--> statement-breakpoint
CREATE INDEX "payment_proofs_transfer" ON "payment_proofs" USING btree ("company_id","end_to_end_id") WHERE end_to_end_id is not null;--> statement-breakpoint
CREATE INDEX "orders_status" ON "orders" USING btree ("company_id","store_id","status","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "orders_paid" ON "orders" USING btree ("company_id","store_id","paid_at") WHERE paid_at is not null;--> statement-breakpoint
CREATE INDEX "payment_attempts_id" ON "payment_attempts" USING btree ("id");
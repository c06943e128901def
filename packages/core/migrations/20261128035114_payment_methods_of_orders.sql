ALTER TABLE "payment_proofs" ALTER COLUMN "media_url" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "change_for_cents" bigint;--> statement-breakpoint
ALTER TABLE "payment_proofs" ADD COLUMN "file_key" text;
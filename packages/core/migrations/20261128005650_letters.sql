CREATE TABLE "emails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"to_address" text NOT NULL,
	"letter" text,
	"status" text DEFAULT 'queued' NOT NULL,
	"error" text,
	"created_at" timestamptz(3) NOT NULL,
	"settled_at" timestamptz(3)
);
--> statement-breakpoint
CREATE INDEX "emails_address" ON "emails" USING btree (lower("to_address"),"created_at");--> statement-breakpoint
CREATE INDEX "emails_age" ON "emails" USING btree ("created_at");
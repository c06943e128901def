CREATE TABLE "exchange_rates" (
	"currency" text NOT NULL,
	"valid_from" timestamptz(3) NOT NULL,
	"valid_until" timestamptz(3),
	"brl" numeric(12, 6) NOT NULL,
	CONSTRAINT "exchange_rates_pk" PRIMARY KEY("currency","valid_from")
);
--> statement-breakpoint
CREATE TABLE "token_allowances" (
	"company_id" uuid PRIMARY KEY NOT NULL,
	"tokens" bigint,
	"since" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "token_prices" (
	"model" text NOT NULL,
	"valid_from" timestamptz(3) NOT NULL,
	"valid_until" timestamptz(3),
	"input_usd" numeric(12, 6) NOT NULL,
	"cached_usd" numeric(12, 6) NOT NULL,
	"output_usd" numeric(12, 6) NOT NULL,
	CONSTRAINT "token_prices_pk" PRIMARY KEY("model","valid_from")
);
--> statement-breakpoint
CREATE TABLE "token_usage" (
	"company_id" uuid NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "token_usage_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"store_id" uuid,
	"model" text NOT NULL,
	"operation_type" text NOT NULL,
	"input_tokens" integer NOT NULL,
	"output_tokens" integer NOT NULL,
	"cached_tokens" integer NOT NULL,
	"cost_micros" bigint NOT NULL,
	"batch_id" text,
	"turn_id" uuid,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "token_usage_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "usage_reservations" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"tokens" integer NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "usage_reservations_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "turns" ALTER COLUMN "conversation_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "turns" ADD COLUMN "agent_id" uuid;--> statement-breakpoint
ALTER TABLE "turns" ADD COLUMN "lead_id" uuid;--> statement-breakpoint
ALTER TABLE "turns" ADD COLUMN "visitor_id" text;--> statement-breakpoint
ALTER TABLE "turns" ADD COLUMN "asked" text;--> statement-breakpoint
ALTER TABLE "turns" ADD COLUMN "answer" text;--> statement-breakpoint
ALTER TABLE "token_allowances" ADD CONSTRAINT "token_allowances_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_usage" ADD CONSTRAINT "token_usage_company_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_reservations" ADD CONSTRAINT "usage_reservations_company_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "token_usage_time" ON "token_usage" USING btree ("company_id","created_at","id");--> statement-breakpoint
CREATE INDEX "token_usage_turn" ON "token_usage" USING btree ("company_id","turn_id") WHERE turn_id is not null;--> statement-breakpoint
CREATE INDEX "token_usage_unreported" ON "token_usage" USING btree ("company_id","id") WHERE batch_id is null;
CREATE TABLE "erp_event_items" (
	"company_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"delta" integer NOT NULL,
	"resulting" integer NOT NULL,
	CONSTRAINT "erp_event_items_company_id_event_id_product_id_pk" PRIMARY KEY("company_id","event_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "erp_events" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "erp_events_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event" text NOT NULL,
	"order_id" uuid,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamptz(3) NOT NULL,
	"claimed_until" timestamptz(3),
	"known_from" timestamptz(3),
	"error" text,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "erp_events_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "erp_products" (
	"company_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"external_id" text,
	"value" integer,
	"stamp" timestamptz(3),
	"version" double precision,
	"untold" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "erp_products_company_id_product_id_pk" PRIMARY KEY("company_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "erp_settings" (
	"company_id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"inbound_enabled" boolean DEFAULT false NOT NULL,
	"inbound_secret" text,
	"allow_untimed_signatures" boolean DEFAULT false NOT NULL,
	"erp_counts_our_orders" boolean DEFAULT false NOT NULL,
	"warehouse" text,
	"outbound_enabled" boolean DEFAULT false NOT NULL,
	"outbound_url" text,
	"outbound_secret" text,
	"updated_at" timestamptz(3) NOT NULL,
	CONSTRAINT "erp_settings_company_id_store_id_pk" PRIMARY KEY("company_id","store_id")
);
--> statement-breakpoint
ALTER TABLE "stock_movements" ADD COLUMN "event_id" text;--> statement-breakpoint
ALTER TABLE "erp_event_items" ADD CONSTRAINT "erp_event_items_event_id_fk" FOREIGN KEY ("company_id","event_id") REFERENCES "public"."erp_events"("company_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erp_event_items" ADD CONSTRAINT "erp_event_items_product_id_fk" FOREIGN KEY ("company_id","product_id") REFERENCES "public"."products"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erp_events" ADD CONSTRAINT "erp_events_store_id_fk" FOREIGN KEY ("company_id","store_id") REFERENCES "public"."stores"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erp_events" ADD CONSTRAINT "erp_events_order_id_fk" FOREIGN KEY ("company_id","order_id") REFERENCES "public"."orders"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erp_products" ADD CONSTRAINT "erp_products_product_id_fk" FOREIGN KEY ("company_id","product_id") REFERENCES "public"."products"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erp_settings" ADD CONSTRAINT "erp_settings_store_id_fk" FOREIGN KEY ("company_id","store_id") REFERENCES "public"."stores"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "erp_events_unknown" ON "erp_events" USING btree ("company_id","store_id","state","seq") WHERE state <> 'known';--> statement-breakpoint
CREATE INDEX "erp_events_known" ON "erp_events" USING btree ("company_id","store_id","known_from") WHERE state = 'known';--> statement-breakpoint
CREATE UNIQUE INDEX "erp_products_external_id_unique" ON "erp_products" USING btree ("company_id","store_id","external_id") WHERE external_id is not null;--> statement-breakpoint
CREATE INDEX "erp_settings_store" ON "erp_settings" USING btree ("store_id");--> statement-breakpoint
CREATE UNIQUE INDEX "stock_movements_once_per_event" ON "stock_movements" USING btree ("company_id","store_id","event_id","product_id") WHERE event_id is not null;
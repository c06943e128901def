CREATE TABLE "chunks" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"product_id" uuid,
	"position" integer NOT NULL,
	"text" text NOT NULL,
	"content_hash" text NOT NULL,
	"embedded_hash" text,
	"model" text,
	"embedding" vector(1024),
	"claimed_until" timestamptz(3),
	CONSTRAINT "chunks_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"product_id" uuid,
	"title" text NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"product_updated_at" timestamptz(3),
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	CONSTRAINT "documents_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "knowledge_stores" (
	"company_id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"wake_job" uuid,
	"woken_at" timestamptz(3),
	"model" text,
	"failures" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "knowledge_stores_company_id_store_id_pk" PRIMARY KEY("company_id","store_id")
);
--> statement-breakpoint
DROP INDEX "products_name_trgm";--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "product_group" text;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "folded_name" text GENERATED ALWAYS AS (fold_pt(name)) STORED;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "logo_url" text;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "time_zone" text DEFAULT 'America/Sao_Paulo' NOT NULL;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "max_stores" integer;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "max_agents" integer;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "max_products" integer;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "max_documents" integer;--> statement-breakpoint
ALTER TABLE "stores" ADD COLUMN "address" jsonb;--> statement-breakpoint
ALTER TABLE "stores" ADD COLUMN "hours" jsonb;--> statement-breakpoint
ALTER TABLE "stores" ADD COLUMN "delivery" jsonb;--> statement-breakpoint
ALTER TABLE "stores" ADD COLUMN "updated_at" timestamptz(3) DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "chunks" ADD CONSTRAINT "chunks_document_id_fk" FOREIGN KEY ("company_id","document_id") REFERENCES "public"."documents"("company_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_store_id_fk" FOREIGN KEY ("company_id","store_id") REFERENCES "public"."stores"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_product_id_fk" FOREIGN KEY ("company_id","product_id") REFERENCES "public"."products"("company_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_stores" ADD CONSTRAINT "knowledge_stores_store_fk" FOREIGN KEY ("company_id","store_id") REFERENCES "public"."stores"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "chunks_position" ON "chunks" USING btree ("company_id","document_id","position");--> statement-breakpoint
CREATE INDEX "chunks_store" ON "chunks" USING btree ("company_id","store_id","id");--> statement-breakpoint
CREATE INDEX "chunks_nearest" ON "chunks" USING hnsw (("embedding"::halfvec(1024)) halfvec_cosine_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "documents_one_a_product" ON "documents" USING btree ("company_id","product_id");--> statement-breakpoint
CREATE INDEX "documents_newest" ON "documents" USING btree ("company_id","store_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "products_name_key" ON "products" USING btree ("company_id","store_id",name_key("name")) WHERE sku is null;--> statement-breakpoint
CREATE INDEX "products_folded_name_trgm" ON "products" USING gin ("folded_name" gin_trgm_ops);
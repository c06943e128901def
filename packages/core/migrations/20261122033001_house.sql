CREATE TABLE "agent_knowledge_base" (
	"company_id" uuid NOT NULL,
	"agent_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	CONSTRAINT "agent_knowledge_base_company_id_agent_id_document_id_pk" PRIMARY KEY("company_id","agent_id","document_id")
);
--> statement-breakpoint
CREATE TABLE "agents" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"persona" text DEFAULT '' NOT NULL,
	"greeting" text,
	"tone" text,
	"business_hours" jsonb,
	"handoff_rules" text[] DEFAULT '{}' NOT NULL,
	"forbidden_subjects" text[] DEFAULT '{}' NOT NULL,
	"limits" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"channels" text[] DEFAULT '{whatsapp,web}' NOT NULL,
	"is_active" boolean NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "agents_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "evolution_instances" (
	"instance" text PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"agent_id" uuid NOT NULL,
	"secret" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "products" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"sku" text,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"category" text DEFAULT '' NOT NULL,
	"price_cents" bigint NOT NULL,
	"compare_at_cents" bigint,
	"status" text NOT NULL,
	"product_group" text,
	"images" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"attributes" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"search" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('portuguese', fold_pt(name)), 'A') || setweight(to_tsvector('portuguese', fold_pt(category)), 'B') || setweight(to_tsvector('portuguese', fold_pt(description)), 'C')) STORED,
	"folded_name" text GENERATED ALWAYS AS (fold_pt(name)) STORED,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	CONSTRAINT "products_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "turn_steps" (
	"company_id" uuid NOT NULL,
	"turn_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"message" jsonb NOT NULL,
	"ms" integer NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "turn_steps_company_id_turn_id_position_pk" PRIMARY KEY("company_id","turn_id","position")
);
--> statement-breakpoint
CREATE TABLE "turns" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"conversation_id" uuid,
	"agent_id" uuid,
	"lead_id" uuid,
	"visitor_id" text,
	"asked" text,
	"answer" text,
	"status" text NOT NULL,
	"lease_until" timestamptz(3) NOT NULL,
	"model" text,
	"iterations" integer DEFAULT 0 NOT NULL,
	"input_tokens" integer DEFAULT 0 NOT NULL,
	"output_tokens" integer DEFAULT 0 NOT NULL,
	"cached_tokens" integer DEFAULT 0 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"ended_at" timestamptz(3),
	CONSTRAINT "turns_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "companies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_user_id" text NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"logo_url" text,
	"time_zone" text DEFAULT 'America/Sao_Paulo' NOT NULL,
	"plan" text DEFAULT 'trial' NOT NULL,
	"max_stores" integer,
	"max_agents" integer,
	"max_products" integer,
	"max_documents" integer,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "companies_owner_user_id_unique" UNIQUE("owner_user_id"),
	CONSTRAINT "companies_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"company_id" uuid NOT NULL,
	"actor" text NOT NULL,
	"actor_user_id" text,
	"action" text NOT NULL,
	"target_type" text NOT NULL,
	"target_id" text,
	"before" jsonb,
	"after" jsonb,
	"ip" text,
	"user_agent" text,
	"trace_id" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"company_id" uuid NOT NULL,
	"key" text NOT NULL,
	"op" text NOT NULL,
	"request_hash" text NOT NULL,
	"response" jsonb,
	"lease_until" timestamptz(3) NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "idempotency_keys_company_id_key_pk" PRIMARY KEY("company_id","key")
);
--> statement-breakpoint
CREATE TABLE "processes" (
	"executor_id" text PRIMARY KEY NOT NULL,
	"seen_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_inbox" (
	"source" text NOT NULL,
	"event_id" text NOT NULL,
	"received_at" timestamptz(3) NOT NULL,
	CONSTRAINT "webhook_inbox_source_event_id_pk" PRIMARY KEY("source","event_id")
);
--> statement-breakpoint
CREATE TABLE "chunks" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"product_id" uuid,
	"position" integer NOT NULL,
	"text" text NOT NULL,
	"content_hash" text NOT NULL,
	"model" text,
	"embedding" vector(1024),
	"claimed_until" timestamptz(3),
	"indexed" boolean DEFAULT false NOT NULL,
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
	"wake_at" timestamptz(3),
	"model" text,
	"indexed" boolean DEFAULT false NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "knowledge_stores_company_id_store_id_pk" PRIMARY KEY("company_id","store_id")
);
--> statement-breakpoint
CREATE TABLE "lead_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "lead_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"company_id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"type" text NOT NULL,
	"data" jsonb NOT NULL,
	"actor" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lead_identities" (
	"company_id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"identity" text NOT NULL,
	"lead_id" uuid NOT NULL,
	CONSTRAINT "lead_identities_company_id_store_id_channel_identity_pk" PRIMARY KEY("company_id","store_id","channel","identity")
);
--> statement-breakpoint
CREATE TABLE "leads" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"external_id" text NOT NULL,
	"name" text,
	"phone" text,
	"email" text,
	"address" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"custom_attributes" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"interests" text[] DEFAULT '{}' NOT NULL,
	"profile_summary" text,
	"profile_embedding" vector(1024),
	"status" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	CONSTRAINT "leads_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"agent_id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"instance" text NOT NULL,
	"state" text NOT NULL,
	"owner_user_id" text,
	"lease_until" timestamptz(3),
	"last_inbound_at" timestamptz(3) NOT NULL,
	"wake_job" text,
	"unread" integer DEFAULT 0 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "conversations_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"agent_id" uuid NOT NULL,
	"direction" text NOT NULL,
	"role" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"image" text,
	"status" text NOT NULL,
	"instance" text NOT NULL,
	"key_id" text,
	"turn_id" uuid,
	"cause_key" text,
	"claimed_until" timestamptz(3),
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "messages_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "order_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "order_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"company_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"from_status" text,
	"to_status" text NOT NULL,
	"actor" text NOT NULL,
	"reason" text,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_items" (
	"company_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"name" text NOT NULL,
	"quantity" integer NOT NULL,
	"price_cents" bigint NOT NULL,
	CONSTRAINT "order_items_company_id_order_id_product_id_pk" PRIMARY KEY("company_id","order_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "order_numbers" (
	"company_id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "order_numbers_company_id_store_id_pk" PRIMARY KEY("company_id","store_id")
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"lead_id" uuid,
	"client_key" text,
	"status" text NOT NULL,
	"status_since" timestamptz(3) DEFAULT now() NOT NULL,
	"payment_status" text NOT NULL,
	"payment_method" text NOT NULL,
	"customer_name" text,
	"customer_phone" text,
	"note" text,
	"items_count" integer NOT NULL,
	"total_cents" bigint NOT NULL,
	"round" integer DEFAULT 1 NOT NULL,
	"paid_attempt_id" uuid,
	"paid_at" timestamptz(3),
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	CONSTRAINT "orders_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "payment_attempts" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"method" text NOT NULL,
	"gateway" text NOT NULL,
	"external_id" text,
	"amount_cents" bigint NOT NULL,
	"status" text NOT NULL,
	"claimed_until" timestamptz(3),
	"br_code" text,
	"qr_image" text,
	"payment_url" text,
	"expires_at" timestamptz(3),
	"error" text,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "payment_attempts_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
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
CREATE TABLE "payment_references" (
	"gateway" text NOT NULL,
	"external_id" text NOT NULL,
	"company_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	CONSTRAINT "payment_references_gateway_external_id_pk" PRIMARY KEY("gateway","external_id")
);
--> statement-breakpoint
CREATE TABLE "payment_settings" (
	"company_id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"abacatepay_api_key" text,
	"abacatepay_webhook_secret" text,
	"pix_enabled" boolean DEFAULT false NOT NULL,
	"pix_expires_minutes" integer DEFAULT 30 NOT NULL,
	"cod_enabled" boolean DEFAULT false NOT NULL,
	"cod_max_cents" bigint,
	"cod_instructions" text,
	"manual_pix_enabled" boolean DEFAULT false NOT NULL,
	"manual_pix_key" text,
	"manual_pix_key_type" text,
	"manual_pix_name" text,
	"manual_pix_city" text,
	"proof_deadline_hours" integer DEFAULT 24 NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	CONSTRAINT "payment_settings_company_id_store_id_pk" PRIMARY KEY("company_id","store_id")
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"company_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"amount_cents" bigint NOT NULL,
	"recorded_at" timestamptz(3) NOT NULL,
	CONSTRAINT "payments_company_id_attempt_id_pk" PRIMARY KEY("company_id","attempt_id")
);
--> statement-breakpoint
CREATE TABLE "stock_holds" (
	"company_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"quantity" integer NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "stock_holds_company_id_order_id_product_id_round_pk" PRIMARY KEY("company_id","order_id","product_id","round"),
	CONSTRAINT "stock_holds_positive" CHECK ("stock_holds"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "stock_levels" (
	"company_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"quantity" integer,
	"held" integer DEFAULT 0 NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	CONSTRAINT "stock_levels_company_id_product_id_pk" PRIMARY KEY("company_id","product_id"),
	CONSTRAINT "stock_levels_never_negative" CHECK ("stock_levels"."quantity" >= 0 and "stock_levels"."held" >= 0)
);
--> statement-breakpoint
CREATE TABLE "stock_movements" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "stock_movements_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"company_id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"order_id" uuid,
	"kind" text NOT NULL,
	"delta" integer NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stores" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"time_zone" text DEFAULT 'America/Sao_Paulo' NOT NULL,
	"address" jsonb,
	"hours" jsonb,
	"delivery" jsonb,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "stores_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "stores_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"store_id" uuid,
	"kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"title" text NOT NULL,
	"done_at" timestamptz(3),
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "tasks_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
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
ALTER TABLE "agent_knowledge_base" ADD CONSTRAINT "agent_knowledge_base_agent_id_fk" FOREIGN KEY ("company_id","agent_id") REFERENCES "public"."agents"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agent_knowledge_base" ADD CONSTRAINT "agent_knowledge_base_document_id_fk" FOREIGN KEY ("company_id","document_id") REFERENCES "public"."documents"("company_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agents" ADD CONSTRAINT "agents_store_id_fk" FOREIGN KEY ("company_id","store_id") REFERENCES "public"."stores"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evolution_instances" ADD CONSTRAINT "evolution_instances_agent_id_fk" FOREIGN KEY ("company_id","agent_id") REFERENCES "public"."agents"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_store_id_fk" FOREIGN KEY ("company_id","store_id") REFERENCES "public"."stores"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "turn_steps" ADD CONSTRAINT "turn_steps_turn_fk" FOREIGN KEY ("company_id","turn_id") REFERENCES "public"."turns"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "turns" ADD CONSTRAINT "turns_conversation_id_fk" FOREIGN KEY ("company_id","conversation_id") REFERENCES "public"."conversations"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "companies" ADD CONSTRAINT "companies_owner_user_id_users_id_fk" FOREIGN KEY ("owner_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chunks" ADD CONSTRAINT "chunks_document_id_fk" FOREIGN KEY ("company_id","document_id") REFERENCES "public"."documents"("company_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_store_id_fk" FOREIGN KEY ("company_id","store_id") REFERENCES "public"."stores"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_product_id_fk" FOREIGN KEY ("company_id","product_id") REFERENCES "public"."products"("company_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_stores" ADD CONSTRAINT "knowledge_stores_store_fk" FOREIGN KEY ("company_id","store_id") REFERENCES "public"."stores"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_events" ADD CONSTRAINT "lead_events_lead_id_fk" FOREIGN KEY ("company_id","lead_id") REFERENCES "public"."leads"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_identities" ADD CONSTRAINT "lead_identities_lead_fk" FOREIGN KEY ("company_id","lead_id") REFERENCES "public"."leads"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_store_id_fk" FOREIGN KEY ("company_id","store_id") REFERENCES "public"."stores"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_agent_id_fk" FOREIGN KEY ("company_id","agent_id") REFERENCES "public"."agents"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_lead_id_fk" FOREIGN KEY ("company_id","lead_id") REFERENCES "public"."leads"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_conversation_id_fk" FOREIGN KEY ("company_id","conversation_id") REFERENCES "public"."conversations"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_events" ADD CONSTRAINT "order_events_order_fk" FOREIGN KEY ("company_id","order_id") REFERENCES "public"."orders"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_items" ADD CONSTRAINT "order_items_order_fk" FOREIGN KEY ("company_id","order_id") REFERENCES "public"."orders"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_items" ADD CONSTRAINT "order_items_product_fk" FOREIGN KEY ("company_id","product_id") REFERENCES "public"."products"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_store_id_fk" FOREIGN KEY ("company_id","store_id") REFERENCES "public"."stores"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_lead_id_fk" FOREIGN KEY ("company_id","lead_id") REFERENCES "public"."leads"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD CONSTRAINT "payment_attempts_order_fk" FOREIGN KEY ("company_id","order_id") REFERENCES "public"."orders"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_proofs" ADD CONSTRAINT "payment_proofs_order_id_fk" FOREIGN KEY ("company_id","order_id") REFERENCES "public"."orders"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_proofs" ADD CONSTRAINT "payment_proofs_same_as_order_id_fk" FOREIGN KEY ("company_id","same_as_order_id") REFERENCES "public"."orders"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_settings" ADD CONSTRAINT "payment_settings_store_fk" FOREIGN KEY ("company_id","store_id") REFERENCES "public"."stores"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_attempt_fk" FOREIGN KEY ("company_id","attempt_id") REFERENCES "public"."payment_attempts"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_holds" ADD CONSTRAINT "stock_holds_order_fk" FOREIGN KEY ("company_id","order_id") REFERENCES "public"."orders"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_levels" ADD CONSTRAINT "stock_levels_product_fk" FOREIGN KEY ("company_id","product_id") REFERENCES "public"."products"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stores" ADD CONSTRAINT "stores_company_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_allowances" ADD CONSTRAINT "token_allowances_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_usage" ADD CONSTRAINT "token_usage_company_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_reservations" ADD CONSTRAINT "usage_reservations_company_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "agent_knowledge_base_document" ON "agent_knowledge_base" USING btree ("company_id","document_id");--> statement-breakpoint
CREATE INDEX "agents_id" ON "agents" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "agents_one_active" ON "agents" USING btree ("company_id","store_id") WHERE is_active;--> statement-breakpoint
CREATE INDEX "evolution_instances_agent" ON "evolution_instances" USING btree ("company_id","agent_id");--> statement-breakpoint
CREATE INDEX "products_store" ON "products" USING btree ("company_id","store_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "products_sku_unique" ON "products" USING btree ("company_id","store_id","sku") WHERE sku is not null;--> statement-breakpoint
CREATE INDEX "products_name_key" ON "products" USING btree ("company_id","store_id",name_key("name")) WHERE sku is null;--> statement-breakpoint
CREATE INDEX "products_search" ON "products" USING gin ("search");--> statement-breakpoint
CREATE INDEX "products_folded_name_trgm" ON "products" USING gin ("folded_name" gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "turns_one_running" ON "turns" USING btree ("company_id","conversation_id") WHERE status = 'running';--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_unique" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "audit_log_newest" ON "audit_log" USING btree ("company_id","id");--> statement-breakpoint
CREATE INDEX "audit_log_target" ON "audit_log" USING btree ("company_id","target_type","target_id","id");--> statement-breakpoint
CREATE INDEX "audit_log_actor" ON "audit_log" USING btree ("company_id","actor_user_id","id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_age" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "chunks_position" ON "chunks" USING btree ("company_id","document_id","position");--> statement-breakpoint
CREATE INDEX "chunks_store" ON "chunks" USING btree ("company_id","store_id","id");--> statement-breakpoint
CREATE INDEX "chunks_nearest" ON "chunks" USING hnsw (("embedding"::halfvec(1024)) halfvec_cosine_ops) WHERE indexed;--> statement-breakpoint
CREATE UNIQUE INDEX "documents_one_a_product" ON "documents" USING btree ("company_id","product_id");--> statement-breakpoint
CREATE INDEX "documents_newest" ON "documents" USING btree ("company_id","store_id","created_at","id");--> statement-breakpoint
CREATE INDEX "lead_events_lead" ON "lead_events" USING btree ("company_id","lead_id","id");--> statement-breakpoint
CREATE INDEX "leads_id" ON "leads" USING btree ("id");--> statement-breakpoint
CREATE INDEX "leads_store" ON "leads" USING btree ("company_id","store_id","updated_at");--> statement-breakpoint
CREATE INDEX "conversations_id" ON "conversations" USING btree ("id");--> statement-breakpoint
CREATE INDEX "conversations_newest" ON "conversations" USING btree ("company_id","store_id","last_inbound_at","id");--> statement-breakpoint
CREATE INDEX "conversations_agent" ON "conversations" USING btree ("company_id","agent_id","last_inbound_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "conversations_pair_unique" ON "conversations" USING btree ("company_id","agent_id","lead_id");--> statement-breakpoint
CREATE INDEX "messages_timeline" ON "messages" USING btree ("company_id","conversation_id","created_at","id");--> statement-breakpoint
CREATE INDEX "messages_newest" ON "messages" USING btree ("company_id","created_at","id");--> statement-breakpoint
CREATE INDEX "messages_lead" ON "messages" USING btree ("company_id","lead_id","created_at","id");--> statement-breakpoint
CREATE INDEX "messages_agent" ON "messages" USING btree ("company_id","agent_id","created_at","id");--> statement-breakpoint
CREATE INDEX "messages_unanswered" ON "messages" USING btree ("company_id","conversation_id","created_at") WHERE direction = 'inbound' and turn_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_key_unique" ON "messages" USING btree ("company_id","instance","key_id") WHERE key_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_cause_unique" ON "messages" USING btree ("company_id","cause_key") WHERE cause_key is not null;--> statement-breakpoint
CREATE INDEX "order_events_order" ON "order_events" USING btree ("company_id","order_id","id");--> statement-breakpoint
CREATE INDEX "orders_id" ON "orders" USING btree ("id");--> statement-breakpoint
CREATE INDEX "orders_newest" ON "orders" USING btree ("company_id","store_id","created_at");--> statement-breakpoint
CREATE INDEX "orders_status" ON "orders" USING btree ("company_id","store_id","status","created_at");--> statement-breakpoint
CREATE INDEX "orders_paid" ON "orders" USING btree ("company_id","store_id","paid_at") WHERE paid_at is not null;--> statement-breakpoint
CREATE INDEX "orders_lead" ON "orders" USING btree ("company_id","lead_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_number_unique" ON "orders" USING btree ("company_id","store_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_client_key_unique" ON "orders" USING btree ("company_id","store_id","client_key") WHERE client_key is not null;--> statement-breakpoint
CREATE INDEX "payment_attempts_id" ON "payment_attempts" USING btree ("id");--> statement-breakpoint
CREATE INDEX "payment_attempts_order" ON "payment_attempts" USING btree ("company_id","order_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_attempts_one_alive" ON "payment_attempts" USING btree ("company_id","order_id") WHERE status in ('requested', 'open');--> statement-breakpoint
CREATE INDEX "payment_proofs_order" ON "payment_proofs" USING btree ("company_id","order_id","created_at");--> statement-breakpoint
CREATE INDEX "payment_proofs_file" ON "payment_proofs" USING btree ("company_id","sha256") WHERE sha256 is not null;--> statement-breakpoint
CREATE INDEX "payment_proofs_transfer" ON "payment_proofs" USING btree ("company_id","end_to_end_id") WHERE end_to_end_id is not null;--> statement-breakpoint
CREATE INDEX "payment_settings_store" ON "payment_settings" USING btree ("store_id");--> statement-breakpoint
CREATE INDEX "payments_order" ON "payments" USING btree ("company_id","order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "stock_movements_once" ON "stock_movements" USING btree ("company_id","order_id","product_id","kind") WHERE order_id is not null;--> statement-breakpoint
CREATE INDEX "stock_movements_product" ON "stock_movements" USING btree ("company_id","product_id","id");--> statement-breakpoint
CREATE INDEX "stores_id" ON "stores" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "tasks_once" ON "tasks" USING btree ("company_id","kind","subject_id");--> statement-breakpoint
CREATE INDEX "tasks_open" ON "tasks" USING btree ("company_id","created_at");--> statement-breakpoint
CREATE INDEX "token_usage_time" ON "token_usage" USING btree ("company_id","created_at","id");--> statement-breakpoint
CREATE INDEX "token_usage_turn" ON "token_usage" USING btree ("company_id","turn_id") WHERE turn_id is not null;--> statement-breakpoint
CREATE INDEX "token_usage_unreported" ON "token_usage" USING btree ("company_id","id") WHERE batch_id is null;
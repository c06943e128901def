CREATE TABLE "agent_knowledge_base" (
	"company_id" uuid NOT NULL,
	"agent_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	CONSTRAINT "agent_knowledge_base_company_id_agent_id_document_id_pk" PRIMARY KEY("company_id","agent_id","document_id")
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
DROP INDEX "messages_lead";--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "tone" text;--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "business_hours" jsonb;--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "handoff_rules" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "forbidden_subjects" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "limits" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "channels" text[] DEFAULT '{whatsapp,web}' NOT NULL;--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "updated_at" timestamptz(3) DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "address" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "custom_attributes" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "interests" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "profile_summary" text;--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "profile_embedding" vector(1024);--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "owner_user_id" text;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "lease_until" timestamptz(3);--> statement-breakpoint
ALTER TABLE "agent_knowledge_base" ADD CONSTRAINT "agent_knowledge_base_agent_id_fk" FOREIGN KEY ("company_id","agent_id") REFERENCES "public"."agents"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agent_knowledge_base" ADD CONSTRAINT "agent_knowledge_base_document_id_fk" FOREIGN KEY ("company_id","document_id") REFERENCES "public"."documents"("company_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_events" ADD CONSTRAINT "lead_events_lead_id_fk" FOREIGN KEY ("company_id","lead_id") REFERENCES "public"."leads"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "agent_knowledge_base_document" ON "agent_knowledge_base" USING btree ("company_id","document_id");--> statement-breakpoint
CREATE INDEX "lead_events_lead" ON "lead_events" USING btree ("company_id","lead_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "agents_id" ON "agents" USING btree ("id");--> statement-breakpoint
CREATE INDEX "audit_log_actor" ON "audit_log" USING btree ("company_id","actor_user_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "conversations_id" ON "conversations" USING btree ("id");--> statement-breakpoint
CREATE INDEX "conversations_newest" ON "conversations" USING btree ("company_id","store_id","last_inbound_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "conversations_agent" ON "conversations" USING btree ("company_id","agent_id","last_inbound_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "messages_newest" ON "messages" USING btree ("company_id","created_at","id");--> statement-breakpoint
CREATE INDEX "messages_agent" ON "messages" USING btree ("company_id","agent_id","created_at","id");--> statement-breakpoint
CREATE INDEX "messages_lead" ON "messages" USING btree ("company_id","lead_id","created_at","id");
DROP INDEX "chunks_nearest";--> statement-breakpoint
ALTER TABLE "chunks" ADD COLUMN "indexed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "knowledge_stores" ADD COLUMN "indexed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "chunks_nearest" ON "chunks" USING hnsw (("embedding"::halfvec(1024)) halfvec_cosine_ops) WHERE indexed;
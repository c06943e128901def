CREATE TABLE "changes" (
	"company_id" uuid NOT NULL,
	"xid" "xid8" NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"store_id" uuid,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "changes_company_id_xid_kind_subject_id_pk" PRIMARY KEY("company_id","xid","kind","subject_id")
);
--> statement-breakpoint
CREATE INDEX "changes_age" ON "changes" USING btree ("at");
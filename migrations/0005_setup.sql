CREATE TABLE "errands" (
	"id" serial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"cancelled" boolean DEFAULT false NOT NULL,
	"worker" text,
	"progress" jsonb,
	"result" jsonb,
	"problem" jsonb,
	"tries" smallint DEFAULT 0 NOT NULL,
	"not_before" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "shares" ADD COLUMN "ignore" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "errands_open" ON "errands" USING btree ("kind","name") WHERE ended_at is null;
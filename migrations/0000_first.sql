CREATE TABLE "analyses" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"photo_id" char(64) NOT NULL,
	"request" text NOT NULL,
	"valid" boolean NOT NULL,
	"language" text NOT NULL,
	"model" text NOT NULL,
	"prompt_version" text NOT NULL,
	"category" text,
	"description" text,
	"objects" text[],
	"tags" text[],
	"emotion" text,
	"people" integer,
	"text" text,
	"sensitive" text,
	"raw" text NOT NULL,
	"repaired" boolean NOT NULL,
	"attempts" smallint NOT NULL,
	"milliseconds" integer NOT NULL,
	"prompt_tokens" integer NOT NULL,
	"cached_tokens" integer,
	"completion_tokens" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "analyses_photo_request" UNIQUE("photo_id","request")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"webhook_id" integer NOT NULL,
	"event_id" bigint NOT NULL,
	"photo_id" char(64),
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"last_status" smallint,
	"last_error" text,
	"last_attempt_at" timestamp with time zone,
	"delivered_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"share_id" integer NOT NULL,
	"path" text NOT NULL,
	"directory" text NOT NULL,
	"size" bigint NOT NULL,
	"mtime_ms" bigint NOT NULL,
	"state" text DEFAULT 'present' NOT NULL,
	"ingest" text DEFAULT 'pending' NOT NULL,
	"failed_code" text,
	"failed_reason" text,
	"photo_id" char(64),
	"first_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"missing_since" timestamp with time zone,
	CONSTRAINT "files_share_path" UNIQUE("share_id","path")
);
--> statement-breakpoint
CREATE TABLE "heartbeats" (
	"service" text NOT NULL,
	"instance" text NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"info" jsonb NOT NULL,
	CONSTRAINT "heartbeats_service_instance_pk" PRIMARY KEY("service","instance")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"photo_id" char(64),
	"payload" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"relayed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "photo_search" (
	"photo_id" char(64) PRIMARY KEY NOT NULL,
	"document" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "photos" (
	"id" char(64) PRIMARY KEY NOT NULL,
	"bytes" bigint NOT NULL,
	"state" text NOT NULL,
	"failed_stage" text,
	"failed_code" text,
	"failed_reason" text,
	"failed_at" timestamp with time zone,
	"present" boolean DEFAULT true NOT NULL,
	"format" text,
	"width" integer,
	"height" integer,
	"orientation" smallint,
	"taken_local" timestamp,
	"taken_offset_minutes" smallint,
	"taken_source" text,
	"camera_make" text,
	"camera_model" text,
	"lens" text,
	"exif" jsonb,
	"latitude" double precision,
	"longitude" double precision,
	"altitude" real,
	"place" jsonb,
	"phash" bigint,
	"colour" text,
	"analysis_id" bigint,
	"sensitive" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ingested_at" timestamp with time zone,
	"analysed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "shares" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"path" text NOT NULL,
	"mode" text DEFAULT 'auto' NOT NULL,
	"watching" text,
	"state" text DEFAULT 'pending' NOT NULL,
	"offline_reason" text,
	"device" bigint,
	"inode" bigint,
	"last_scan_at" timestamp with time zone,
	"last_scan" jsonb,
	"scan_requested_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "shares_name_unique" UNIQUE("name"),
	CONSTRAINT "shares_path_unique" UNIQUE("path")
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"hash" char(64) NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "tokens_name_unique" UNIQUE("name"),
	CONSTRAINT "tokens_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" serial PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"events" text[] DEFAULT '{}' NOT NULL,
	"secret" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "analyses" ADD CONSTRAINT "analyses_photo_id_photos_id_fk" FOREIGN KEY ("photo_id") REFERENCES "public"."photos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_event_id_outbox_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."outbox"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_share_id_shares_id_fk" FOREIGN KEY ("share_id") REFERENCES "public"."shares"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_photo_id_photos_id_fk" FOREIGN KEY ("photo_id") REFERENCES "public"."photos"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_search" ADD CONSTRAINT "photo_search_photo_id_photos_id_fk" FOREIGN KEY ("photo_id") REFERENCES "public"."photos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "analyses_created" ON "analyses" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_event" ON "deliveries" USING btree ("event_id","webhook_id");--> statement-breakpoint
CREATE INDEX "deliveries_pending" ON "deliveries" USING btree ("webhook_id","photo_id","event_id") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "files_share_directory" ON "files" USING btree ("share_id","directory");--> statement-breakpoint
CREATE INDEX "files_photo" ON "files" USING btree ("photo_id");--> statement-breakpoint
CREATE INDEX "files_not_ingested" ON "files" USING btree ("share_id") WHERE ingest <> 'done';--> statement-breakpoint
CREATE INDEX "outbox_unrelayed" ON "outbox" USING btree ("id") WHERE relayed_at is null;--> statement-breakpoint
CREATE INDEX "outbox_created" ON "outbox" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "photo_search_document" ON "photo_search" USING gin ("document");--> statement-breakpoint
CREATE INDEX "photos_timeline" ON "photos" USING btree ("taken_local" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE present;--> statement-breakpoint
CREATE INDEX "photos_unanalysed" ON "photos" USING btree ("state") WHERE state <> 'analysed';--> statement-breakpoint
CREATE INDEX "photos_analysed_at" ON "photos" USING btree ("analysed_at");--> statement-breakpoint
CREATE FUNCTION announce_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('albumen_events', NEW.id::text);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER outbox_announce AFTER INSERT ON "outbox" FOR EACH ROW EXECUTE FUNCTION announce_event();

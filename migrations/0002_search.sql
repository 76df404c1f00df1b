CREATE TABLE "search_places" (
	"id" serial PRIMARY KEY NOT NULL,
	"place" jsonb NOT NULL,
	CONSTRAINT "search_places_place_unique" UNIQUE("place")
);
--> statement-breakpoint
CREATE TABLE "search_stale" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"photo_id" char(64) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "photo_search" ADD COLUMN "taken_local" timestamp;--> statement-breakpoint
ALTER TABLE "photo_search" ADD COLUMN "present" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "photo_search" ADD COLUMN "sensitive" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "photo_search" ADD COLUMN "favourite" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "photo_search" ADD COLUMN "category" text;--> statement-breakpoint
ALTER TABLE "photo_search" ADD COLUMN "emotion" text;--> statement-breakpoint
ALTER TABLE "photo_search" ADD COLUMN "people" smallint;--> statement-breakpoint
ALTER TABLE "photo_search" ADD COLUMN "place_id" integer;--> statement-breakpoint
ALTER TABLE "photo_search" ADD COLUMN "camera" text;--> statement-breakpoint
ALTER TABLE "photo_search" ADD COLUMN "format" text;--> statement-breakpoint
ALTER TABLE "photo_search" ADD COLUMN "phash" bigint;--> statement-breakpoint
ALTER TABLE "photo_search" ADD COLUMN "shares" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "photo_search" ADD COLUMN "filler" text DEFAULT repeat(' ', 2100);--> statement-breakpoint
ALTER TABLE "photo_search" ADD CONSTRAINT "photo_search_place_id_search_places_id_fk" FOREIGN KEY ("place_id") REFERENCES "public"."search_places"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "photos_favourites" ON "photos" USING btree ("taken_local" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE present and favourite;--> statement-breakpoint
CREATE INDEX "photos_sensitive" ON "photos" USING btree ("taken_local" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE present and sensitive <> 'none';
--> statement-breakpoint
ALTER TABLE "photo_search" ALTER COLUMN "photo_id" SET STORAGE PLAIN;--> statement-breakpoint
ALTER TABLE "photo_search" ALTER COLUMN "document" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "photo_search" ALTER COLUMN "filler" SET STORAGE MAIN;--> statement-breakpoint
ALTER TABLE "photo_search" ALTER COLUMN "category" SET STORAGE MAIN;--> statement-breakpoint
ALTER TABLE "photo_search" ALTER COLUMN "emotion" SET STORAGE MAIN;--> statement-breakpoint
ALTER TABLE "photo_search" ALTER COLUMN "camera" SET STORAGE MAIN;--> statement-breakpoint
ALTER TABLE "photo_search" ALTER COLUMN "format" SET STORAGE MAIN;--> statement-breakpoint
ALTER TABLE "photo_search" ALTER COLUMN "shares" SET STORAGE MAIN;--> statement-breakpoint
ALTER TABLE "photo_search" SET (toast_tuple_target = 128, fillfactor = 90);--> statement-breakpoint
ALTER INDEX "photo_search_document" SET (fastupdate = off);--> statement-breakpoint
UPDATE "photo_search" s SET
  "taken_local" = p."taken_local",
  "present" = p."present",
  "sensitive" = coalesce(p."sensitive", 'none') <> 'none',
  "favourite" = p."favourite"
FROM "photos" p WHERE p."id" = s."photo_id";
--> statement-breakpoint
CREATE FUNCTION copy_to_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE photo_search SET
    present = NEW.present,
    sensitive = coalesce(NEW.sensitive, 'none') <> 'none',
    favourite = NEW.favourite,
    taken_local = NEW.taken_local
  WHERE photo_id = NEW.id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER photos_copy_to_search AFTER UPDATE OF present, sensitive, favourite, taken_local ON "photos" FOR EACH ROW
WHEN ((OLD.present, OLD.sensitive, OLD.favourite, OLD.taken_local)
  IS DISTINCT FROM (NEW.present, NEW.sensitive, NEW.favourite, NEW.taken_local))
EXECUTE FUNCTION copy_to_search();
--> statement-breakpoint
CREATE FUNCTION files_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_stale (photo_id)
  SELECT DISTINCT o.photo_id FROM old_files o JOIN new_files n ON n.id = o.id
  WHERE o.photo_id IS NOT NULL AND (o.state IS DISTINCT FROM n.state OR o.photo_id IS DISTINCT FROM n.photo_id);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER files_changed AFTER UPDATE ON "files" REFERENCING OLD TABLE AS old_files NEW TABLE AS new_files
FOR EACH STATEMENT EXECUTE FUNCTION files_changed();
--> statement-breakpoint
CREATE FUNCTION files_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_stale (photo_id) SELECT DISTINCT photo_id FROM old_files WHERE photo_id IS NOT NULL;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER files_removed AFTER DELETE ON "files" REFERENCING OLD TABLE AS old_files
FOR EACH STATEMENT EXECUTE FUNCTION files_removed();
--> statement-breakpoint
INSERT INTO "search_stale" ("photo_id") SELECT "photo_id" FROM "photo_search";
--> statement-breakpoint
INSERT INTO "settings" ("key", "value") VALUES ('search.documents', '1');

CREATE TABLE "edit_steps" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"edit" uuid NOT NULL,
	"photo_id" char(64) NOT NULL,
	"before" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "photo_edits" (
	"photo_id" char(64) PRIMARY KEY NOT NULL,
	"tags_added" text[] DEFAULT '{}' NOT NULL,
	"tags_removed" text[] DEFAULT '{}' NOT NULL,
	"description" text,
	"category" text,
	"emotion" text,
	"people" integer,
	"sensitive" text,
	"edited" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "photo_embeddings" ADD COLUMN "revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "photo_search" ADD COLUMN "hidden" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "hidden" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "photo_edits" ADD CONSTRAINT "photo_edits_photo_id_photos_id_fk" FOREIGN KEY ("photo_id") REFERENCES "public"."photos"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "edit_steps_edit" ON "edit_steps" USING btree ("edit");--> statement-breakpoint
CREATE INDEX "edit_steps_photo" ON "edit_steps" USING btree ("photo_id","id");--> statement-breakpoint
CREATE INDEX "photos_hidden" ON "photos" USING btree ("taken_local" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE present and hidden;
--> statement-breakpoint
CREATE FUNCTION plain_name(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN lower(normalize(name, NFKC));
--> statement-breakpoint
CREATE FUNCTION labels_without(said text[], refused text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
  SELECT coalesce(array_agg(label ORDER BY place), '{}') FROM unnest(said) WITH ORDINALITY AS each (label, place)
  WHERE plain_name(label) <> ALL (refused)
);
--> statement-breakpoint
CREATE FUNCTION labels_with(said text[], added text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN labels_without(said, ARRAY(SELECT plain_name(label) FROM unnest(added) AS each (label))) || added;
--> statement-breakpoint
CREATE FUNCTION corrected(a "analyses", e "photo_edits") RETURNS TABLE (
  category text, description text, objects text[], tags text[], emotion text, people integer, visible_text text,
  sensitive text, absent text[]
) LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
  SELECT
    coalesce((e).category, (a).category),
    coalesce((e).description, (a).description),
    CASE WHEN (e).photo_id IS NULL THEN (a).objects ELSE labels_without((a).objects, (e).tags_removed) END,
    CASE WHEN (e).photo_id IS NULL THEN (a).tags
      ELSE labels_with(labels_without((a).tags, (e).tags_removed), (e).tags_added) END,
    coalesce((e).emotion, (a).emotion),
    coalesce((e).people, (a).people),
    (a).text,
    coalesce((e).sensitive, (a).sensitive),
    CASE WHEN (e).photo_id IS NULL THEN coalesce((a).absent, '{}')
      ELSE ARRAY(SELECT field FROM unnest((a).absent) AS each (field) WHERE NOT (e).edited ? field) END;
END;
--> statement-breakpoint
CREATE VIEW "current_analyses" AS
SELECT
  p."id" AS "photo_id", c."category", c."description", c."objects", c."tags", c."emotion", c."people",
  c."visible_text" AS "text", c."sensitive", c."absent",
  coalesce(e."edited", '{}') AS "edited",
  coalesce(e."revision", 0) AS "revision",
  a."id" AS "analysis_id",
  a."language"
FROM "photos" p
LEFT JOIN "analyses" a ON a."id" = p."analysis_id"
LEFT JOIN "photo_edits" e ON e."photo_id" = p."id"
CROSS JOIN LATERAL corrected(a, e) c
WHERE a."id" IS NOT NULL OR e."photo_id" IS NOT NULL;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION copy_to_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE photo_search SET
    present = NEW.present,
    sensitive = coalesce(NEW.sensitive, 'none') <> 'none',
    favourite = NEW.favourite,
    hidden = NEW.hidden,
    taken_local = NEW.taken_local
  WHERE photo_id = NEW.id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
DROP TRIGGER photos_copy_to_search ON "photos";
--> statement-breakpoint
CREATE TRIGGER photos_copy_to_search AFTER UPDATE OF present, sensitive, favourite, hidden, taken_local ON "photos" FOR EACH ROW
WHEN ((OLD.present, OLD.sensitive, OLD.favourite, OLD.hidden, OLD.taken_local)
  IS DISTINCT FROM (NEW.present, NEW.sensitive, NEW.favourite, NEW.hidden, NEW.taken_local))
EXECUTE FUNCTION copy_to_search();

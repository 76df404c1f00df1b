CREATE UNLOGGED TABLE "process_metrics" (
	"service" text NOT NULL,
	"instance" text NOT NULL,
	"host" text NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"snapshot" jsonb NOT NULL,
	CONSTRAINT "process_metrics_service_instance_pk" PRIMARY KEY("service","instance")
);

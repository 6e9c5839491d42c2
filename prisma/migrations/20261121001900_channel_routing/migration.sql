-- Which alerts a channel is told of, and when; and what its receiver calls a message, so that what follows goes under it.

-- AlterTable
ALTER TABLE "channels" ADD COLUMN     "routing" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "notifications" ADD COLUMN     "external_ref" TEXT;

ALTER TABLE "channels" ADD CONSTRAINT "channels_routing_check" CHECK (octet_length("routing"::text) <= 8192);
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_external_ref_check" CHECK ("external_ref" ~ '^[A-Za-z0-9_.:-]{1,120}$');

GRANT UPDATE ("routing", "sealed_address") ON "channels" TO "lethe_app";
GRANT UPDATE ("external_ref") ON "notifications" TO "lethe_app";

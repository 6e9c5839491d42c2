-- The house: who, whose, and what is kept of an incident. Tables first (drafted from schema.prisma), then the rules that
-- its language has no words for: checks, row-level security, grants.

-- Two roles serve people. They are made without a login; the migration runner gives them one, or an operator grants
-- them to logins of their own. Roles belong to the cluster, so another database may have made them already.
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['lethe_app', 'lethe_door'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE', wanted);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;
      END;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = wanted AND (rolsuper OR rolbypassrls)) THEN
      RAISE EXCEPTION 'role % is a superuser or may bypass row security: take that from it first', wanted;
    END IF;
  END LOOP;
END
$$;

-- CreateEnum
CREATE TYPE "role" AS ENUM ('owner', 'admin', 'member', 'viewer');

-- CreateEnum
CREATE TYPE "analysis_source" AS ENUM ('paste', 'cli', 'webhook', 'screenshot');

-- CreateEnum
CREATE TYPE "engine" AS ENUM ('local', 'claude');

-- CreateEnum
CREATE TYPE "verdict" AS ENUM ('no_action', 'action_suggested', 'action_required', 'inconclusive');

-- CreateEnum
CREATE TYPE "decision" AS ENUM ('act', 'escalate', 'watch', 'none');

-- CreateEnum
CREATE TYPE "category" AS ENUM ('compile_error', 'type_error', 'lint_failure', 'test_failure', 'dependency_install', 'build_environment', 'ci_configuration', 'configuration_error', 'permission_or_secret', 'timeout', 'resource_exhaustion', 'network', 'dns', 'tls', 'dependency_failure', 'data_error', 'code_defect', 'infrastructure', 'healthy', 'unknown');

-- CreateTable
CREATE TABLE "tenants" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "retention_days" INTEGER NOT NULL DEFAULT 90,
    "decision_thresholds" JSONB NOT NULL DEFAULT '{}',
    "policy" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT,
    "email_verified_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "active_tenant_id" UUID,
    "device_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "idle_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "absolute_expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_links" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "browser_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "analyses" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "source" "analysis_source" NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "category" "category" NOT NULL,
    "verdict" "verdict" NOT NULL,
    "decision" "decision" NOT NULL,
    "confidence" DOUBLE PRECISION NOT NULL,
    "component" TEXT,
    "engine" "engine" NOT NULL,
    "model" TEXT,
    "tokens_in" INTEGER NOT NULL,
    "tokens_out" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "receipt" JSONB NOT NULL,
    "rule_set" TEXT NOT NULL,
    "policy_digest" TEXT NOT NULL,
    "overrides" JSONB NOT NULL DEFAULT '[]',
    "sealed_hash_key" TEXT NOT NULL,

    CONSTRAINT "analyses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evidence" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "analysis_id" UUID NOT NULL,
    "cause_index" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "template" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "line_hash" TEXT NOT NULL,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "subject" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "tenants_slug_key" ON "tenants"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "memberships_user_id_idx" ON "memberships"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "memberships_id_tenant_id_key" ON "memberships"("id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "memberships_tenant_id_user_id_key" ON "memberships"("tenant_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_hash_key" ON "sessions"("token_hash");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "sessions_active_tenant_id_idx" ON "sessions"("active_tenant_id");

-- CreateIndex
CREATE INDEX "sessions_absolute_expires_at_idx" ON "sessions"("absolute_expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_links_token_hash_key" ON "sign_in_links"("token_hash");

-- CreateIndex
CREATE INDEX "sign_in_links_expires_at_idx" ON "sign_in_links"("expires_at");

-- CreateIndex
CREATE INDEX "accounts_user_id_idx" ON "accounts"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_issuer_subject_key" ON "accounts"("issuer", "subject");

-- CreateIndex
CREATE INDEX "analyses_tenant_id_created_at_id_idx" ON "analyses"("tenant_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "analyses_created_by_id_idx" ON "analyses"("created_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "analyses_id_tenant_id_key" ON "analyses"("id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "evidence_id_tenant_id_key" ON "evidence"("id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "evidence_analysis_id_tenant_id_cause_index_position_key" ON "evidence"("analysis_id", "tenant_id", "cause_index", "position");

-- CreateIndex
CREATE INDEX "audit_events_tenant_id_at_id_idx" ON "audit_events"("tenant_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_events_actor_id_idx" ON "audit_events"("actor_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_events_id_tenant_id_key" ON "audit_events"("id", "tenant_id");

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_active_tenant_id_fkey" FOREIGN KEY ("active_tenant_id") REFERENCES "tenants"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "analyses" ADD CONSTRAINT "analyses_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "analyses" ADD CONSTRAINT "analyses_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_analysis_id_tenant_id_fkey" FOREIGN KEY ("analysis_id", "tenant_id") REFERENCES "analyses"("id", "tenant_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;


-- Checks

ALTER TABLE "tenants"
  ADD CONSTRAINT "tenants_slug_check" CHECK ("slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length("slug") <= 60),
  ADD CONSTRAINT "tenants_retention_days_check" CHECK ("retention_days" BETWEEN 1 AND 3650);

ALTER TABLE "users"
  ADD CONSTRAINT "users_email_check" CHECK ("email" = lower("email") AND length("email") BETWEEN 3 AND 254);

ALTER TABLE "sessions"
  ADD CONSTRAINT "sessions_token_hash_check" CHECK ("token_hash" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "sessions_expiry_check" CHECK ("idle_expires_at" <= "absolute_expires_at");

ALTER TABLE "sign_in_links"
  ADD CONSTRAINT "sign_in_links_token_hash_check" CHECK ("token_hash" ~ '^[0-9a-f]{64}$');

-- No quote of a log is ever kept, whatever code above believes; evidence lives in its own rows.
ALTER TABLE "analyses"
  ADD CONSTRAINT "analyses_confidence_check" CHECK ("confidence" BETWEEN 0 AND 1),
  ADD CONSTRAINT "analyses_document_check" CHECK (
    NOT jsonb_path_exists("document", '$.**.quote')
    AND NOT jsonb_path_exists("document", '$.**.evidence')
    AND octet_length("document"::text) <= 262144
  ),
  ADD CONSTRAINT "analyses_receipt_check" CHECK (
    NOT jsonb_path_exists("receipt", '$.**.quote') AND octet_length("receipt"::text) <= 131072
  );

ALTER TABLE "evidence"
  ADD CONSTRAINT "evidence_place_check" CHECK ("line" >= 1 AND "count" >= 1 AND "cause_index" >= 0 AND "position" >= 0),
  ADD CONSTRAINT "evidence_template_check" CHECK (length("template") <= 1000),
  ADD CONSTRAINT "evidence_line_hash_check" CHECK ("line_hash" ~ '^[0-9a-f]{64}$');

-- Row-level security. FORCE: the owner obeys too. The setting is '' rather than null once a transaction has used it.

ALTER TABLE "tenants" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "tenants" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "tenants"
  USING ("id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);

ALTER TABLE "memberships" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "memberships" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "memberships"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);

ALTER TABLE "analyses" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "analyses" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "analyses"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);

ALTER TABLE "evidence" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "evidence" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "evidence"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);

ALTER TABLE "audit_events" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "audit_events" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "audit_events"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);

-- People and what lets them in have no tenant. Nobody but the owner's functions reads them (no policy: no row); the
-- app sees the people who share the tenant at hand.

ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "people_of_tenant" ON "users" FOR SELECT TO "lethe_app"
  USING (EXISTS (
    SELECT FROM "memberships" m
    WHERE m."user_id" = "users"."id"
      AND m."tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid
  ));
ALTER TABLE "sessions" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sign_in_links" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "accounts" ENABLE ROW LEVEL SECURITY;

-- Before a tenant is known, the owner's functions look at one person's workspaces, no further.
CREATE POLICY "workspaces_of_person" ON "memberships" FOR SELECT TO CURRENT_USER
  USING ("user_id" = nullif(current_setting('lethe.door_user', true), '')::uuid);
CREATE POLICY "workspaces_of_person" ON "tenants" FOR SELECT TO CURRENT_USER
  USING (EXISTS (
    SELECT FROM "memberships" m
    WHERE m."tenant_id" = "tenants"."id"
      AND m."user_id" = nullif(current_setting('lethe.door_user', true), '')::uuid
  ));

-- Grants: what serving a tenant needs. Evidence goes with its analysis (cascade), audit events stay.

GRANT USAGE ON SCHEMA "public" TO "lethe_app";
GRANT SELECT, UPDATE ("name", "retention_days", "decision_thresholds", "policy") ON "tenants" TO "lethe_app";
GRANT SELECT ("id", "email", "name") ON "users" TO "lethe_app";
GRANT SELECT, INSERT, DELETE, UPDATE ("role") ON "memberships" TO "lethe_app";
GRANT SELECT, INSERT, DELETE ON "analyses" TO "lethe_app";
GRANT SELECT, INSERT ON "evidence" TO "lethe_app";
GRANT SELECT, INSERT ON "audit_events" TO "lethe_app";

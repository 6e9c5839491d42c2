-- What analyses are found by, what people say of them, and where their text can be asked for again.

-- AlterTable
ALTER TABLE "analyses" ADD COLUMN     "sealed_refetch" TEXT,
ADD COLUMN     "service" TEXT,
ADD COLUMN     "template_keys" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "analysis_terms" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "analysis_id" UUID NOT NULL,
    "term" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "analysis_terms_pkey" PRIMARY KEY ("id","tenant_id")
);

-- CreateTable
CREATE TABLE "feedback" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "analysis_id" UUID NOT NULL,
    "rating" TEXT NOT NULL,
    "real_cause" TEXT,
    "helped" TEXT,
    "user_id" UUID,
    "channel_id" UUID,
    "channel" TEXT,
    "band" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "feedback_pkey" PRIMARY KEY ("id")
);

-- What is there already is found too: its filters, and the words of its title and component. The lines below say in SQL what
-- lib/data/analysis-terms.ts says in TypeScript.
ALTER TABLE "analyses" NO FORCE ROW LEVEL SECURITY;
UPDATE "analyses" SET "service" = left(coalesce("alert"->>'service', "component"), 200);
INSERT INTO "analysis_terms" ("id", "tenant_id", "analysis_id", "term", "at")
  SELECT gen_random_uuid(), t."tenant_id", t."id", ('x' || substr(encode(sha256(convert_to(t."word", 'UTF8')), 'hex'), 1, 16))::bit(64)::bigint, t."created_at"
  FROM (
    SELECT a."id", a."tenant_id", a."created_at", f."word" FROM "analyses" a, LATERAL (VALUES
      ('source:' || a."source"), ('verdict:' || a."verdict"), ('decision:' || a."decision"), ('category:' || a."category"),
      ('confidence:' || least(9, floor(a."confidence" * 10 + 1e-9))::int), ('service:' || a."service"), ('person:' || a."created_by_id")) f("word")
    WHERE f."word" IS NOT NULL
    UNION
    SELECT a."id", a."tenant_id", a."created_at", 'word:' || w."word"
    FROM "analyses" a, LATERAL regexp_split_to_table(lower(concat_ws(' ', a."title", a."component", a."service")), '[^[:alnum:]]+') w("word")
    WHERE length(w."word") BETWEEN 2 AND 40
  ) t;
ALTER TABLE "analyses" FORCE ROW LEVEL SECURITY;

-- CreateIndex
CREATE INDEX "analysis_terms_tenant_id_term_at_analysis_id_idx" ON "analysis_terms"("tenant_id", "term", "at" DESC, "analysis_id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "analysis_terms_analysis_id_tenant_id_term_key" ON "analysis_terms"("analysis_id", "tenant_id", "term");

-- CreateIndex
CREATE INDEX "feedback_tenant_id_band_idx" ON "feedback"("tenant_id", "band");

-- CreateIndex
CREATE INDEX "feedback_user_id_idx" ON "feedback"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "feedback_id_tenant_id_key" ON "feedback"("id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "feedback_analysis_id_tenant_id_user_id_key" ON "feedback"("analysis_id", "tenant_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "feedback_analysis_id_tenant_id_channel_id_key" ON "feedback"("analysis_id", "tenant_id", "channel_id");

-- CreateIndex
CREATE INDEX "analyses_tenant_id_service_created_at_id_idx" ON "analyses"("tenant_id", "service", "created_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "analysis_terms" ADD CONSTRAINT "analysis_terms_analysis_id_tenant_id_fkey" FOREIGN KEY ("analysis_id", "tenant_id") REFERENCES "analyses"("id", "tenant_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_analysis_id_tenant_id_fkey" FOREIGN KEY ("analysis_id", "tenant_id") REFERENCES "analyses"("id", "tenant_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Checks

ALTER TABLE "feedback"
  ADD CONSTRAINT "feedback_rating_check" CHECK ("rating" IN ('right', 'partly', 'wrong')),
  ADD CONSTRAINT "feedback_words_check" CHECK (length("real_cause") <= 400 AND length("helped") <= 400 AND length("channel") <= 200),
  ADD CONSTRAINT "feedback_band_check" CHECK ("band" BETWEEN 0 AND 9),
  ADD CONSTRAINT "feedback_voice_check" CHECK ("user_id" IS NULL OR "channel_id" IS NULL);

-- Row-level security

ALTER TABLE "analysis_terms" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "analysis_terms" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "analysis_terms"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);
ALTER TABLE "feedback" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "feedback" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_isolation" ON "feedback"
  USING ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid)
  WITH CHECK ("tenant_id" = nullif(current_setting('lethe.tenant_id', true), '')::uuid);

-- Both go with their analysis (cascade).
GRANT SELECT, INSERT ON "analysis_terms" TO "lethe_app";
GRANT SELECT, INSERT, UPDATE ("rating", "real_cause", "helped", "channel", "created_at") ON "feedback" TO "lethe_app";

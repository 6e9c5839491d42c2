-- Whether a masked picture may be sent to a model beside the text. Off until somebody of the workspace says otherwise.

-- AlterTable
ALTER TABLE "model_policies" ADD COLUMN     "allow_pictures" BOOLEAN NOT NULL DEFAULT false;

GRANT UPDATE ("allow_pictures") ON "model_policies" TO "lethe_app";

import { type CodeRow, tableOf } from './code-meaning.ts'

/** Statuses of gRPC. Source: grpc.io, "Status codes and their use in gRPC". */
const ROWS: readonly CodeRow[] = [
  ['CANCELLED', '1', 'the caller gave up', 'timeout', 'symptom'],
  ['UNKNOWN', '2', 'the server failed without a reason', 'dependency_failure', 'symptom'],
  ['INVALID_ARGUMENT', '3', 'the request breaks a rule', 'data_error', 'cause'],
  ['DEADLINE_EXCEEDED', '4', 'no answer in time', 'timeout', 'symptom'],
  ['NOT_FOUND', '5', 'the thing asked for does not exist', 'data_error', 'cause'],
  ['ALREADY_EXISTS', '6', 'it exists already', 'data_error', 'cause'],
  ['PERMISSION_DENIED', '7', 'the caller lacks a right', 'permission_or_secret', 'cause'],
  ['RESOURCE_EXHAUSTED', '8', 'a quota or limit is used up', 'resource_exhaustion', 'cause'],
  ['FAILED_PRECONDITION', '9', 'the state does not allow it', 'data_error', 'cause'],
  ['ABORTED', '10', 'it collided with another call', 'dependency_failure', 'symptom'],
  ['OUT_OF_RANGE', '11', 'beyond the allowed range', 'data_error', 'cause'],
  ['UNIMPLEMENTED', '12', 'the server does not know this method', 'code_defect', 'cause'],
  ['INTERNAL', '13', 'the server met an error of its own', 'dependency_failure', 'symptom'],
  ['UNAVAILABLE', '14', 'the server cannot be reached right now', 'dependency_failure', 'symptom'],
  ['DATA_LOSS', '15', 'data is lost or damaged', 'data_error', 'cause'],
  ['UNAUTHENTICATED', '16', 'credentials are missing or not accepted', 'permission_or_secret', 'cause'],
]

export const GRPC_STATUS = tableOf('grpc', ROWS)

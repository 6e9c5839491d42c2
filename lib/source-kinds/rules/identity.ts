import type { AuthChoice, SettingField } from '../source-facts.ts'
import { authSetting, HEADER_TOKEN, identitySetting, identityToken, PATH_TOKEN } from './auth-choices.ts'

/** Senders whose cloud can vouch for them with a short-lived token of its own. */

const UUID = '[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}'

/** The application of Azure's action groups, the same in every directory of the public cloud. learn.microsoft.com, "Secure webhook". */
const ACTION_GROUPS = '461e8683-5575-4561-ac7f-899cc907d62a'

export const AZURE_AUTH: readonly [AuthChoice, ...AuthChoice[]] = [
  PATH_TOKEN,
  identityToken(
    'Token of Microsoft Entra (secure webhook)',
    'A token that Microsoft Entra signs for your application, sent by the action groups of Azure and by nobody else.',
  ),
]

export const AZURE_SETTINGS: readonly SettingField[] = [
  authSetting(AZURE_AUTH),
  identitySetting({
    name: 'directory',
    label: 'Directory (tenant) ID',
    about: 'Of the Microsoft Entra directory in which the application below is registered.',
    pattern: UUID,
    placeholder: '0f8fad5b-d9cb-469f-a165-70867728950e',
  }),
  identitySetting({
    name: 'audience',
    label: 'Application ID or its URI',
    about: 'The application that the secure webhook names: its client ID, or its application ID URI.',
    placeholder: 'api://7c9e6679-7425-40de-944b-e07fc1f90ae7',
  }),
  identitySetting({
    name: 'caller',
    label: 'Caller',
    about: "The client ID of Azure's action groups. Change it only in a cloud of Microsoft's that has another one.",
    pattern: UUID,
    default: ACTION_GROUPS,
    placeholder: ACTION_GROUPS,
  }),
]

export const GCP_AUTH: readonly [AuthChoice, ...AuthChoice[]] = [
  PATH_TOKEN,
  HEADER_TOKEN,
  identityToken(
    'Token of Google (Pub/Sub push)',
    'A token that Google signs for the audience below, as the service account of the push subscription.',
  ),
]

export const GCP_SETTINGS: readonly SettingField[] = [
  authSetting(GCP_AUTH),
  identitySetting({
    name: 'caller',
    label: 'Service account',
    about: 'The account that the push subscription authenticates as.',
    pattern: '[A-Za-z0-9._-]{1,100}@[A-Za-z0-9.-]{3,150}',
    placeholder: 'alerts-push@my-project.iam.gserviceaccount.com',
  }),
  identitySetting({
    name: 'audience',
    label: 'Audience',
    about: 'As the push subscription names it. Give one of your own there, for example lethe-alerts.',
    placeholder: 'lethe-alerts',
  }),
]

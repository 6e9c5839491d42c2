import type { VendorGroup } from './vendor-tokens.ts'

/** Code hosting, packages, builds, observability, developer tools. */
export const CODE_TOKENS: readonly VendorGroup[] = [
  {
    vendor: 'GitHub',
    source:
      'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github',
    tokens: {
      'github-pat': 'ghp_<n36>',
      'github-oauth-token': 'gho_<n36>',
      'github-user-token': 'ghu_<n36>',
      'github-app-token': 'ghs_<n36>',
      'github-app-jwt-token': 'ghs_<n4-30>_eyJ<t40+>',
      'github-refresh-token': 'ghr_<n36>',
      'github-fine-grained-pat': 'github_pat_<w60+>',
    },
  },
  {
    vendor: 'GitLab',
    source: 'https://docs.gitlab.com/security/tokens/',
    tokens: {
      'gitlab-pat': 'glpat-<t20+>',
      'gitlab-oauth-secret': 'gloas-<W40+>',
      'gitlab-deploy-token': 'gldt-<W20>',
      'gitlab-runner-token': 'glrt-<W20>',
      'gitlab-runner-registration-token': 'glrtr-<W20>',
      'gitlab-ci-job-token': 'glcbt-<W20>',
      'gitlab-trigger-token': 'glptt-<W40>',
      'gitlab-feed-token': 'glft-<W20>',
      'gitlab-incoming-mail-token': 'glimt-<W20>',
      'gitlab-agent-token': 'glagent-<W40+>',
      'gitlab-scim-token': 'glsoat-<W20>',
      'gitlab-feature-flag-token': 'glffct-<W20>',
      'gitlab-workspace-token': 'glwt-<W20>',
      'gitlab-legacy-registration-token': 'GR1348941<W20>',
      'gitlab-session': '_gitlab_session=<h32>',
    },
  },
  {
    vendor: 'Bitbucket / Atlassian',
    source: 'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
    tokens: {
      'atlassian-api-token': 'ATATT3<s60+>',
      'bitbucket-app-password': 'ATBB<s24+>',
      'bitbucket-access-token': 'ATCTT3<s60+>',
      'atlassian-oauth-secret': 'ATOA<s60+>',
      'atlassian-scoped-token': 'ATSTT3<s60+>',
      'jira-pat': 'OTI2<b40>!',
      'bitbucket-http-token': 'BBDC-<b40+>',
    },
  },
  {
    vendor: 'Gitea / Forgejo',
    source: 'https://docs.gitea.com/development/oauth2-provider',
    tokens: { 'gitea-oauth-secret': 'gto_<m52>' },
  },
  { vendor: 'npm', source: 'https://docs.npmjs.com/about-access-tokens', tokens: { 'npm-token': 'npm_<n36>' } },
  {
    vendor: 'PyPI',
    source: 'https://pypi.org/help/#apitoken',
    tokens: { 'pypi-token': 'pypi-AgEIcHlwaS5vcmc<W40+>', 'pypi-test-token': 'pypi-AgENdGVzdC5weXBpLm9yZw<W40+>' },
  },
  {
    vendor: 'RubyGems',
    source: 'https://guides.rubygems.org/api-key-scopes/',
    tokens: { 'gem-push-key': 'rubygems_<m48>' },
  },
  {
    vendor: 'crates.io',
    source: 'https://doc.rust-lang.org/cargo/reference/publishing.html',
    tokens: { 'crates-io-token': 'cio<n32>' },
  },
  {
    vendor: 'NuGet',
    source: 'https://learn.microsoft.com/en-us/nuget/nuget-org/publish-a-package',
    tokens: { 'nuget-api-key': 'oy2<m43>!' },
  },
  {
    vendor: 'Clojars',
    source: 'https://github.com/clojars/clojars-web/wiki/Deploy-Tokens',
    tokens: { 'clojars-token': 'CLOJARS_<m60>' },
  },
  { vendor: 'Hex', source: 'https://hex.pm/docs/publish', tokens: { 'hexpm-token': 'hexpm_<h32+>' } },
  {
    vendor: 'Packagist',
    source: 'https://packagist.com/docs/api',
    tokens: { 'composer-org-token': 'packagist_out_<h60+>', 'composer-read-token': 'packagist_ort_<h60+>' },
  },
  {
    vendor: 'JFrog',
    source: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens',
    tokens: { 'artifactory-api-key': 'AKCp<n69>', 'artifactory-reference-token': 'cmVmd<n59>' },
  },
  {
    vendor: 'Cloudsmith',
    source: 'https://help.cloudsmith.io/docs/api-key',
    tokens: { 'cloudsmith-key': 'csa_<n32+>' },
  },
  {
    vendor: 'JetBrains',
    source: 'https://www.jetbrains.com/help/youtrack/server/manage-permanent-token.html',
    tokens: { 'jetbrains-token': 'perm:<B10+>.<B10-60>.<n20+>', 'jetbrains-token-dash': 'perm-<B10+>.<B10-60>.<n20+>' },
  },
  {
    vendor: 'Sourcegraph',
    source: 'https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token',
    tokens: {
      'sourcegraph-token': 'sgp_<H16>_<H40>',
      'sourcegraph-legacy-token': 'sgp_<H40>',
      'sourcegraph-local-token': 'sgp_local_<H40>',
      'sourcegraph-dotcom-gateway': 'sgd_<H64>',
      'sourcegraph-license-token': 'slk_<H64>',
      'sourcegraph-cody-token': 'sgph_<H40>',
    },
  },
  {
    vendor: 'CircleCI',
    source: 'https://circleci.com/docs/managing-api-tokens/',
    tokens: { 'circleci-pat': 'CCIPAT_<n20+>_<h40>', 'circleci-project-token': 'CCIPRJ_<n20+>_<h40>' },
  },
  {
    vendor: 'Buildkite',
    source: 'https://buildkite.com/docs/apis/managing-api-tokens',
    tokens: {
      'buildkite-user-token': 'bkua_<m40>',
      'buildkite-agent-token': 'bkct_<w40+>',
      'buildkite-job-token': 'bkaj_<t40+>',
      'buildkite-package-token': 'bkpt_<w40+>',
      'buildkite-registry-token': 'bkrt_<w40+>',
    },
  },
  {
    vendor: 'Bitrise',
    source: 'https://docs.bitrise.io/en/bitrise-platform/accounts/personal-access-tokens.html',
    tokens: { 'bitrise-token': 'bitpat_<w32+>', 'bitrise-workspace-token': 'bitwat_<w32+>' },
  },
  {
    vendor: 'Harness',
    source: 'https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys/',
    tokens: { 'harness-pat': 'pat.<W22>.<h24>.<n20>', 'harness-sat': 'sat.<W22>.<h24>.<n20>' },
  },
  {
    vendor: 'Octopus Deploy',
    source: 'https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key',
    tokens: { 'octopus-api-key': 'API-<M26>!?' },
  },
  {
    vendor: 'Snyk',
    source: 'https://docs.snyk.io/snyk-api/authentication-for-api',
    tokens: { 'snyk-pat': 'snyk_uat.<h8>.<W40+>', 'snyk-sat': 'snyk_sat.<h8>.<W40+>' },
  },
  {
    vendor: 'SonarQube',
    source: 'https://docs.sonarsource.com/sonarqube-server/user-guide/managing-tokens',
    tokens: {
      'sonar-user-token': 'squ_<h40>',
      'sonar-global-token': 'sqa_<h40>',
      'sonar-project-token': 'sqp_<h40>',
      'sonar-badge-token': 'sqb_<h40>',
    },
  },
  {
    vendor: 'StackHawk',
    source: 'https://docs.stackhawk.com/apidocs.html',
    tokens: { 'stackhawk-key': 'hawk.<W20>.<W20>' },
  },
  {
    vendor: 'Endor Labs',
    source: 'https://docs.endorlabs.com/administration/api-keys/',
    tokens: { 'endorlabs-key': 'endr+<W12+>' },
  },
  {
    vendor: 'Aikido',
    source: 'https://apidocs.aikido.dev/reference/authorization',
    tokens: {
      'aikido-client-id': 'AIK_CLIENT_<n20+>',
      'aikido-client-secret': 'AIK_SECRET_<n40+>',
      'aikido-ci-token': 'AIK_CI_<n40+>',
      'aikido-runtime-token': 'AIK_RUNTIME_<n20+>',
    },
  },
  {
    vendor: 'Socket',
    source: 'https://docs.socket.dev/reference/creating-and-managing-api-tokens',
    tokens: { 'socket-token': 'sktsec_<W36+>' },
  },
  {
    vendor: 'Postman',
    source: 'https://learning.postman.com/docs/developer/postman-api/authentication/',
    tokens: { 'postman-key': 'PMAK-<h24>-<h34>', 'postman-collection-key': 'PMAT-<M26>' },
  },
  {
    vendor: 'Pulumi',
    source: 'https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/',
    tokens: { 'pulumi-token': 'pul-<h40>' },
  },
  {
    vendor: 'Prefect',
    source: 'https://docs.prefect.io/v3/how-to-guides/cloud/manage-users/api-keys',
    tokens: { 'prefect-user-key': 'pnu_<n36>', 'prefect-service-key': 'pnb_<n36>' },
  },
  { vendor: 'Infracost', source: 'https://www.infracost.io/docs/', tokens: { 'infracost-key': 'ico-<n32>' } },
  {
    vendor: 'LaunchDarkly',
    source: 'https://launchdarkly.com/docs/home/account/api',
    tokens: {
      'launchdarkly-api-key': 'api-<h8>-<h4>-<h4>-<h4>-<h12>',
      'launchdarkly-sdk-key': 'sdk-<h8>-<h4>-<h4>-<h4>-<h12>',
      'launchdarkly-mobile-key': 'mob-<h8>-<h4>-<h4>-<h4>-<h12>',
      'launchdarkly-relay-key': 'rel-<h8>-<h4>-<h4>-<h4>-<h12>',
      'feature-flag-key': 'launchdarkly-private-<h8>-<h4>-<h4>-<h4>-<h12>',
    },
  },
  {
    vendor: 'DevCycle',
    source: 'https://docs.devcycle.com/platform/account-management/api-access',
    tokens: {
      'devcycle-client-key': 'dvc_client_<w20+>',
      'devcycle-server-key': 'dvc_server_<w20+>',
      'devcycle-mobile-key': 'dvc_mobile_<w20+>',
    },
  },
  {
    vendor: 'ConfigCat',
    source: 'https://configcat.com/docs/sdk-reference/overview/',
    tokens: { 'config-cat-key': 'configcat-sdk-<d1>/<g22>/<g22>' },
  },
  {
    vendor: 'Unleash',
    source: 'https://docs.getunleash.io/reference/api-tokens-and-client-keys',
    tokens: { 'unleash-token': '*:<l3-20>.<h40+>' },
  },
  {
    vendor: 'Statsig',
    source: 'https://docs.statsig.com/sdk-keys/api-keys',
    tokens: { 'statsig-secret-key': 'secret-<n40+>?', 'statsig-admin-key': 'console-<n40+>?' },
  },
  {
    vendor: 'Dynatrace',
    source:
      'https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens',
    tokens: {
      'dynatrace-token': 'dt0c01.<n24>.<n64>',
      'dynatrace-oauth-secret': 'dt0s02.<n8>.<n64>',
      'dynatrace-scim-token': 'dt0s01.<n24>.<n64>',
      'dynatrace-platform-token': 'dt0s16.<n8>.<n64>',
    },
  },
  {
    vendor: 'New Relic',
    source: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
    tokens: {
      'newrelic-user-key': 'NRAK-<M27>',
      'newrelic-admin-key': 'NRAA-<h27>',
      'newrelic-insert-key': 'NRII-<W32>',
      'newrelic-query-key': 'NRIQ-<W32>',
      'newrelic-rest-key': 'NRRA-<h42>',
      'newrelic-browser-key': 'NRJS-<h19>',
      'newrelic-mobile-token': 'AA<h40>-NRMA',
      'newrelic-license-key': '<h36>NRAL',
    },
  },
  {
    vendor: 'Datadog',
    source: 'https://docs.datadoghq.com/account_management/api-app-keys/',
    tokens: { 'datadog-app-key': 'ddapp_<n34>', 'datadog-rum-token': 'pub<h32>!' },
  },
  {
    vendor: 'Grafana',
    source: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
    tokens: {
      'grafana-service-token': 'glsa_<n32>_<H8>',
      'grafana-cloud-token': 'glc_<B32+>',
      'grafana-api-key': 'eyJrIjoi<B60+>',
    },
  },
  {
    vendor: 'Sentry',
    source: 'https://docs.sentry.io/account/auth-tokens/',
    tokens: {
      'sentry-org-token': 'sntrys_<G60+>',
      'sentry-user-token': 'sntryu_<h64>',
      'sentry-integration-token': 'sntryi_<h64>',
      'sentry-app-token': 'sntrya_<h64>',
    },
  },
  {
    vendor: 'Honeycomb',
    source: 'https://docs.honeycomb.io/configure/environments/manage-api-keys/',
    tokens: {
      'honeycomb-ingest-key': 'hcaik_<m58>',
      'honeycomb-config-key': 'hcamk_<m58>',
      'honeycomb-classic-key': 'hcaic_<m58>',
      'honeycomb-beta-key': 'hcbik_<m58>',
    },
  },
  {
    vendor: 'PagerDuty',
    source: 'https://support.pagerduty.com/main/docs/api-access-keys',
    tokens: { 'pagerduty-user-key': 'u+<g18>!?', 'pagerduty-token': 'pdus+<w10+>' },
  },
  { vendor: 'incident.io', source: 'https://api-docs.incident.io/', tokens: { 'incident-io-key': 'inc_<m60+>' } },
  {
    vendor: 'Rootly',
    source: 'https://docs.rootly.com/api-reference/overview',
    tokens: { 'rootly-key': 'rootly_<h60+>' },
  },
  {
    vendor: 'Checkly',
    source: 'https://www.checklyhq.com/docs/accounts-and-users/creating-api-key/',
    tokens: { 'checkly-user-key': 'cu_<h32>' },
  },
  { vendor: 'UptimeRobot', source: 'https://uptimerobot.com/api/', tokens: { 'uptimerobot-key': 'ur<d5-10>-<h24+>' } },
  {
    vendor: 'Logfire',
    source: 'https://logfire.pydantic.dev/docs/how-to-guides/create-write-tokens/',
    tokens: { 'logfire-token': 'pylf_v1_<l2>_<n43>' },
  },
  {
    vendor: 'PostHog',
    source: 'https://posthog.com/docs/api',
    tokens: {
      'posthog-project-key': 'phc_<W40+>',
      'posthog-personal-key': 'phx_<n40+>',
      'posthog-oauth-token': 'pha_<n40+>',
      'posthog-feature-key': 'phs_<n40+>',
    },
  },
  {
    vendor: 'Segment',
    source: 'https://segment.com/docs/api/public-api/',
    tokens: { 'segment-public-token': 'sgp_<n60+>' },
  },
  {
    vendor: 'Axiom',
    source: 'https://axiom.co/docs/reference/tokens',
    tokens: {
      'axiom-api-token': 'xaat-<h8>-<h4>-<h4>-<h4>-<h12>',
      'axiom-personal-token': 'xapt-<h8>-<h4>-<h4>-<h4>-<h12>',
      'axiom-ingest-token': 'xait-<h8>-<h4>-<h4>-<h4>-<h12>',
    },
  },
  {
    vendor: 'Linear',
    source: 'https://linear.app/developers/graphql',
    tokens: {
      'linear-api-key': 'lin_api_<n40>',
      'linear-oauth-token': 'lin_oauth_<h64>',
      'linear-webhook-secret': 'lin_wh_<n30+>',
    },
  },
  {
    vendor: 'Figma',
    source: 'https://developers.figma.com/docs/rest-api/authentication/',
    tokens: {
      'figma-pat': 'figd_<W38+>',
      'figma-oauth-token': 'figu_<W38+>',
      'figma-refresh-token': 'figur_<W38+>',
      'figma-oauth-header': 'figo_<W38+>',
      'figma-scim-token': 'figs_<W38+>',
    },
  },
  {
    vendor: 'ReadMe',
    source: 'https://docs.readme.com/main/reference/authentication',
    tokens: { 'readme-key': 'rdme_<m70>' },
  },
  {
    vendor: 'Deno',
    source: 'https://docs.deno.com/deploy/manual/',
    tokens: { 'deno-deploy-token': 'ddp_<n36>', 'deno-org-token': 'ddo_<n36>', 'deno-subhosting-token': 'ddw_<n36>' },
  },
  {
    vendor: 'Val Town',
    source: 'https://docs.val.town/reference/permissions/',
    tokens: { 'val-town-token': 'vtwn_<W20+>' },
  },
  {
    vendor: 'Ionic',
    source: 'https://ionic.io/docs/appflow/personal-access-tokens',
    tokens: { 'ionic-token': 'ion_<n42>' },
  },
  {
    vendor: 'WakaTime',
    source: 'https://wakatime.com/developers',
    tokens: {
      'wakatime-key': 'waka_<h8>-<h4>-<h4>-<h4>-<h12>',
      'wakatime-access-token': 'waka_tok_<n60+>',
      'wakatime-secret': 'waka_sec_<n60+>',
      'wakatime-refresh-token': 'waka_ref_<n60+>',
    },
  },
  {
    vendor: 'Django',
    source: 'https://docs.djangoproject.com/en/stable/ref/settings/#secret-key',
    tokens: { 'django-secret-key': 'django-insecure-<W10+>' },
  },
  { vendor: 'Laravel', source: 'https://laravel.com/docs/encryption', tokens: { 'laravel-app-key': 'base64:<B43>=' } },
  {
    vendor: 'WireGuard',
    source: 'https://www.wireguard.com/quickstart/',
    tokens: { 'wireguard-private-key': 'PrivateKey = <b43>=', 'wireguard-shared-key': 'PresharedKey = <b43>=' },
  },
  {
    vendor: 'Sidekiq',
    source: 'https://github.com/sidekiq/sidekiq/wiki/Commercial-FAQ',
    tokens: {
      'sidekiq-credential': '<h8>:<h8>@gems.contribsys.com',
      'sidekiq-ent-credential': '<h8>:<h8>@enterprise.contribsys.com',
    },
  },
  {
    vendor: 'Kagi',
    source: 'https://help.kagi.com/kagi/api/overview.html',
    tokens: { 'kagi-session-token': 'kagi.com/search?token=<t40+>' },
  },
  {
    vendor: 'Dependency-Track',
    source: 'https://docs.dependencytrack.org/integrations/rest-api/',
    tokens: { 'dependency-track-key': 'odt_<n32+>' },
  },
]

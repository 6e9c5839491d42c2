import type { Signature } from '../signature.ts'
import { change, look, risky } from './steps.ts'

/** Certificates and handshakes. */
export const TLS: readonly Signature[] = [
  {
    id: 'tls-certificate-expired',
    family: 'tls',
    category: 'tls',
    kind: 'cause',
    prior: 0.92,
    anchors: [
      'certificate has expired',
      'cert_has_expired',
      'certificate expired',
      'expired certificate',
      'notafter',
      'certificateexpiredexception',
      'certificate is expired',
      'not yet valid',
    ],
    pattern:
      /certificate (?:for (?<component>[\w.*-]{3,120}) )?(?:has |is )expired(?! (?:check|=))|CERT_HAS_EXPIRED|certificate has expired or is not yet valid|CertificateExpiredException|\bNotAfter: \w{3} \w{3} [^\n]{1,40}expired|alert (?:number 45|certificate expired)|sslv3 alert certificate expired|certificate is not yet valid/i,
    summary: 'A TLS certificate{component? for @} has expired or is not valid yet, so connections that verify it fail.',
    actions: [
      look(
        'Read the dates of the certificate that is served.',
        'openssl s_client -connect HOST:443 -servername HOST </dev/null 2>/dev/null | openssl x509 -noout -dates -subject',
      ),
      look('Compare with the clock of the client.', 'date -u; timedatectl'),
      change('Renew the certificate and reload the service that serves it.', 'certbot renew --dry-run'),
    ],
    killTest: look(
      'If the served certificate is in date and the clocks agree, another certificate of the chain is meant.',
      'openssl s_client -connect HOST:443 -showcerts </dev/null',
    ),
    phrases: [
      'certificate has expired',
      'certificate has expired or is not yet valid',
      'CERT_HAS_EXPIRED',
      'java.security.cert.CertificateExpiredException',
    ],
    positives: [
      'x509: certificate has expired or is not yet valid: current time 2026-03-03T04:12:09Z is after 2026-03-01T00:00:00Z',
      "Error: certificate has expired code: 'CERT_HAS_EXPIRED'",
      'Caused by: java.security.cert.CertificateExpiredException: NotAfter: Sun Mar 01 00:00:00 UTC 2026',
    ],
    negatives: ['certificate expires in 61 days', 'expired sessions removed: 12', 'check_certificate_expired = true'],
  },
  {
    id: 'tls-unknown-authority',
    family: 'tls',
    category: 'tls',
    kind: 'cause',
    prior: 0.88,
    anchors: [
      'unknown authority',
      'self signed certificate',
      'self-signed certificate',
      'unable to get local issuer',
      'unable to verify the first certificate',
      'pkix path building failed',
      'certificate verify failed',
      'unable_to_verify_leaf',
      'unable to get issuer',
      'partialchain',
      'untrustedroot',
      'unable_to_get_issuer',
      'depth_zero_self_signed',
      'self_signed_cert',
    ],
    pattern:
      /signed by unknown authority|self[- ]signed certificate(?: in certificate chain)?(?= ?[(:;,.\]"'\\]|$)|unable to get (?:local )?issuer certificate|unable to verify the first certificate|PKIX path building failed|certificate verify failed(?! ?= ?false)|UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|RemoteCertificateChainErrors|\b(?:PartialChain|UntrustedRoot)\b/i,
    summary:
      'The other side presented a certificate whose issuer is not trusted here: a private CA is missing or the chain is incomplete.',
    actions: [
      look('See the chain that is served.', 'openssl s_client -connect HOST:443 -showcerts </dev/null'),
      look('Check which CA bundle the client uses.', 'env | grep -i -E "CA_(BUNDLE|CERTS)|SSL_CERT"'),
      change('Add the CA to the trust store of the client, or serve the missing intermediate certificate.'),
    ],
    killTest: look(
      'If verification succeeds with the same CA bundle, the trust store was not the cause.',
      'openssl s_client -connect HOST:443 -CAfile BUNDLE -verify_return_error </dev/null',
    ),
    phrases: [
      'x509: certificate signed by unknown authority',
      'unable to verify the first certificate',
      'SSL: CERTIFICATE_VERIFY_FAILED',
      'unable to get local issuer certificate',
      'PKIX path building failed',
      'certificate verify failed',
    ],
    positives: [
      'Get "https://vault.example.test/v1/sys/health": x509: certificate signed by unknown authority',
      'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1007)',
      'sun.security.validator.ValidatorException: PKIX path building failed',
    ],
    negatives: [
      'generated self-signed certificate for local use',
      'ssl_verify=on, certificate verified',
      'trusting 142 certificate authorities',
    ],
  },
  {
    id: 'tls-hostname-mismatch',
    family: 'tls',
    category: 'tls',
    kind: 'cause',
    prior: 0.88,
    anchors: [
      'certificate is valid for',
      'hostname/ip does not match',
      'altname',
      "doesn't match",
      'no alternative certificate subject',
      'no subject alternative',
      'certificate is not valid for',
      'hostname mismatch',
      'does not match target host',
      'remotecertificatenamemismatch',
      'cannot validate certificate for',
    ],
    pattern:
      /certificate is valid for [^\n]{1,120}, not (?<component>[\w.-]{1,120})|certificate is not valid for|Hostname\/IP does not match certificate|ERR_TLS_CERT_ALTNAME_INVALID|hostname '?(?<component2>[\w.-]{1,120})'? doesn't match|no (?:alternative certificate )?subject (?:alternative )?(?:DNS )?names?[^\n]{0,40}match|Hostname mismatch, certificate is not valid|does not match target host name|RemoteCertificateNameMismatch|cannot validate certificate for [\w.:[\]]{1,60} because/i,
    summary: 'The certificate does not cover the name that was called{component?, @}.',
    actions: [
      look(
        'Read the names on the certificate.',
        'openssl s_client -connect HOST:443 -servername HOST </dev/null 2>/dev/null | openssl x509 -noout -ext subjectAltName',
      ),
      change('Call the service by a name on the certificate, or issue one that covers this name.'),
    ],
    killTest: look(
      'If the name stands in subjectAltName, SNI or a proxy in between served another certificate.',
      'openssl s_client -connect HOST:443 -servername HOST </dev/null | openssl x509 -noout -subject',
    ),
    phrases: [
      "Hostname/IP does not match certificate's altnames",
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'x509: certificate is valid for',
      'Hostname mismatch, certificate is not valid for',
    ],
    positives: [
      'x509: certificate is valid for *.example.test, not api.internal',
      "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: db. is not in the cert's altnames",
      "certificate verify failed: Hostname mismatch, certificate is not valid for 'cache.example.test'. (_ssl.c:1007)",
    ],
    negatives: [
      'certificate is valid for 61 more days',
      'hostname web-2 matches the inventory',
      "pattern doesn't match, rule skipped",
    ],
  },
  {
    id: 'tls-handshake-failed',
    family: 'tls',
    category: 'tls',
    kind: 'symptom',
    prior: 0.65,
    anchors: ['handshake', 'ssl_error_syscall', 'sslhandshakeexception', 'ssl_do_handshake'],
    pattern:
      /(?:TLS|SSL)[ _:]?handshake(?: (?:error|failure|timeout|timed out)| with (?<component>[\w.:[\]-]{1,80}) failed| failed)|sslv3 alert handshake failure|SSLHandshakeException|SSL_do_handshake\(\) failed|remote error: tls: (?:handshake failure|bad certificate|internal error)|remote host (?:closed|terminated)(?: connection during| the) handshake|Client network socket disconnected before secure TLS connection|SSL_ERROR_SYSCALL/i,
    summary: 'A TLS handshake{component? with @} failed; the alert or the other side names the reason.',
    actions: [
      look(
        'Repeat the handshake and read the alert.',
        'openssl s_client -connect HOST:443 -servername HOST </dev/null',
      ),
      look('Compare protocol versions and ciphers of both sides.', 'nmap --script ssl-enum-ciphers -p 443 HOST'),
      look('Check whether the server asks for a client certificate.'),
    ],
    killTest: look(
      'If the handshake completes from the same host, the fault passed or lies in the client configuration.',
      'openssl s_client -connect HOST:443 -brief </dev/null',
    ),
    phrases: [
      'net/http: TLS handshake timeout',
      'sslv3 alert handshake failure',
      'javax.net.ssl.SSLHandshakeException',
      'Client network socket disconnected before secure TLS connection was established',
    ],
    positives: [
      'Get "https://api.example.test/": net/http: TLS handshake timeout',
      'routines:ssl3_read_bytes:sslv3 alert handshake failure: SSL alert number 40',
      'javax.net.ssl.SSLHandshakeException: Remote host terminated the handshake',
    ],
    negatives: [
      'TLS handshake with 10.0.0.3 completed in 12ms',
      'websocket handshake accepted',
      'ssl_handshake_timeout 60s;',
    ],
  },
  {
    id: 'tls-version-or-cipher',
    family: 'tls',
    category: 'tls',
    kind: 'cause',
    prior: 0.85,
    anchors: [
      'wrong version number',
      'unsupported protocol',
      'protocol version',
      'no cipher',
      'no shared cipher',
      'unsupported versions',
      'http response to https',
      'plain http request',
      'http request to an https',
      'inappropriate_fallback',
      'packet length too long',
      'no appropriate protocol',
      'tlsv1_alert',
      'dh key too small',
      'ee key too small',
    ],
    pattern:
      /SSL routines:[^\n]{0,80}(?:wrong version number|unsupported protocol|no shared cipher|dh key too small|ee key too small|packet length too long)|tlsv1 alert protocol version|WRONG_VERSION_NUMBER|\[SSL: (?:WRONG_VERSION_NUMBER|UNSUPPORTED_PROTOCOL|TLSV1_ALERT_PROTOCOL_VERSION|DH_KEY_TOO_SMALL|EE_KEY_TOO_SMALL)|client offered only unsupported versions|server gave HTTP response to HTTPS client|client sent an HTTP request to an HTTPS server|plain HTTP request was sent to HTTPS port|No appropriate protocol|no cipher suite supported by both/i,
    summary:
      'Both sides do not speak the same protocol: different TLS versions or ciphers, or one side speaks plain HTTP.',
    actions: [
      look('See what the server offers.', 'openssl s_client -connect HOST:PORT -tls1_2 </dev/null'),
      look('Check the scheme and the port in the URL of the client.'),
      change('Align the URL or the minimum TLS version on both sides.'),
    ],
    killTest: look(
      'If the port answers plain HTTP, the scheme is wrong; if it answers TLS 1.2 and 1.3, look at the ciphers.',
      'curl -v http://HOST:PORT/',
    ),
    phrases: [
      'wrong version number',
      'server gave HTTP response to HTTPS client',
      'The plain HTTP request was sent to HTTPS port',
      'tls: client offered only unsupported versions',
    ],
    positives: [
      'error:1408F10B:SSL routines:ssl3_get_record:wrong version number',
      'Get "https://registry.example.test:5000/v2/": http: server gave HTTP response to HTTPS client',
      '400 The plain HTTP request was sent to HTTPS port',
    ],
    negatives: [
      'ssl_protocols TLSv1.2 TLSv1.3;',
      'negotiated protocol version TLS 1.3',
      'wrong version number in package.json, expected 2.1.0',
    ],
  },
  {
    id: 'tls-key-or-file',
    family: 'tls',
    category: 'configuration_error',
    kind: 'cause',
    prior: 0.88,
    anchors: [
      'private key does not match',
      'key values mismatch',
      'cannot load certificate',
      'keystore',
      'failed to find any pem data',
      'no start line',
      'failed to load certificate',
      'bad decrypt',
    ],
    pattern:
      /private key does not match (?:the )?(?:public key|certificate)|key values mismatch|cannot load certificate(?: key)? "(?<file>[^"]{1,160})"|keystore (?:was tampered with|password was incorrect)|failed to find any PEM data|PEM[_ ]routines?:[^\n]{0,60}(?:no start line|bad decrypt)|failed to load certificate/i,
    summary:
      'A service could not load its certificate or key{file? (@)}: wrong file, wrong password, or the two do not belong together.',
    actions: [
      look(
        'Compare the fingerprints of certificate and key.',
        'openssl x509 -noout -pubkey -in CERT | sha256sum; openssl pkey -pubout -in KEY | sha256sum',
      ),
      change('Deploy the pair that belongs together and reload.'),
      risky('Issue a new pair only if the old key is lost; clients may pin it.'),
    ],
    killTest: look(
      'If both fingerprints are equal and the files are readable, look at the path or the password.',
      'ls -l CERT KEY',
    ),
    phrases: [
      'private key does not match public key',
      'key values mismatch',
      'cannot load certificate',
      'Keystore was tampered with, or password was incorrect',
    ],
    positives: [
      'tls: private key does not match public key',
      'nginx: [emerg] cannot load certificate "/etc/ssl/site.pem": BIO_new_file() failed',
      'java.io.IOException: Keystore was tampered with, or password was incorrect',
    ],
    negatives: [
      'loaded certificate and key from /etc/ssl/site.pem',
      'keystore type PKCS12',
      'private key file mode is 0600',
    ],
  },
  {
    id: 'tls-revoked-or-renewal-failed',
    family: 'tls',
    category: 'tls',
    kind: 'cause',
    prior: 0.85,
    anchors: [
      'certificate revoked',
      'certificate has been revoked',
      'failed to renew certificate',
      'acme',
      'challenge failed',
    ],
    pattern:
      /certificate (?:has been )?revoked|Failed to renew certificate (?<component>[\w.-]{1,120})|acme:? error: \d{3}|urn:(?:ietf:params:)?acme:error:\w{1,40}|(?:Failed authorization procedure|challenge failed for domain)/i,
    summary:
      'A certificate{component? for @} was revoked or could not be renewed; it will stop working when it runs out.',
    actions: [
      look(
        'Read the validation error of the certificate authority.',
        'certbot certificates; kubectl describe challenge -A',
      ),
      look(
        'Check that the challenge path or the DNS record can be reached from outside.',
        'curl -sv http://DOMAIN/.well-known/acme-challenge/test',
      ),
      change('Correct the record or route, then renew.', 'certbot renew'),
    ],
    killTest: look(
      'If the certificate in service is in date and not revoked, users are not affected yet.',
      'openssl x509 -in CERT -noout -dates',
    ),
    phrases: ['certificate revoked', 'Failed to renew certificate', 'urn:ietf:params:acme:error:'],
    positives: [
      'Failed to renew certificate shop.example.test with error: Some challenges have failed.',
      'acme: error: 403 :: urn:ietf:params:acme:error:unauthorized :: Invalid response',
      'remote error: tls: certificate revoked',
    ],
    negatives: [
      'ACME account registered',
      'renewed certificate for shop.example.test',
      'certificate revocation list updated, 12 entries',
    ],
  },
]

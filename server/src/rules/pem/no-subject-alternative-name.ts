import { isCa } from '../../core/pem/model/certificate.ts';
import { allowsUsage } from '../../core/pem/model/judgements.ts';
import { isAddressOnly } from '../../core/pem/model/server-names.ts';
import { readableName, valuesOf } from '../../core/pem/der/name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'info',
    summary: 'A certificate for servers has no subject alternative name',
    citation:
      'RFC 6125, section 6.4.4; src/mongo/util/net/ssl_manager_openssl.cpp, "no compatible Subject Alternative Name"',
  },
  function* (pem) {
    for (const { block, certificate } of pem.certificates) {
      // version 1 cannot have one and is reported as such
      if (isCa(certificate) || certificate.version === 1 || certificate.subjectAltNames) continue;
      if (!allowsUsage(certificate, 'serverAuth')) continue;
      const [cn] = valuesOf(certificate.subject, 'CN');
      // the name of a person or a program: a certificate for clients
      if (!certificate.extendedKeyUsage && cn !== undefined && !/^[\w.*:-]+$/.test(cn)) continue;
      yield {
        span: block.begin,
        message: isAddressOnly(certificate)
          ? `Only the common name "${cn ?? ''}" could name a host here, and an IP address counts only as a subject alternative name: Node.js, Python, Java, Go and other current clients refuse this as the certificate of a server.`
          : cn === undefined
            ? `"${readableName(certificate.subject)}" names no host at all, so clients refuse it as that of a server.`
            : `Only the common name "${cn}" could name a host here; as that of a server, Go, Rust and other current clients refuse a certificate without subject alternative name.`,
      };
    }
  },
);

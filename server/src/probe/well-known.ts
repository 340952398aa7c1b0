import type { Certificate } from '../core/pem/model/certificate.ts';
import { readableName } from '../core/pem/der/name.ts';

/** What is known of a host or a certificate that many people meet. */
export interface WellKnown {
  readonly sentence: string;
  readonly fixes: readonly string[];
}

const bundles: readonly (readonly [RegExp, WellKnown])[] = [
  [
    /\.docdb(?:-elastic)?\.(?:[a-z0-9-]+\.)*amazonaws\.com(?:\.cn)?$/,
    {
      sentence: 'This is Amazon DocumentDB, whose certificates come from an authority of Amazon RDS.',
      fixes: [
        'Download https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem and name it in tlsCAFile.',
      ],
    },
  ],
  [
    /\.(?:mongo|mongocluster)\.cosmos\.azure\.(?:com|cn|us)$/,
    {
      sentence:
        'This is Azure Cosmos DB, whose certificates come from public authorities (DigiCert Global Root G2, Microsoft RSA Root Certificate Authority 2017).',
      fixes: [
        'Take tlsCAFile out: the public authorities that a driver trusts by itself are the right ones. For a client that needs a file, name the bundle of the operating system, such as /etc/ssl/certs/ca-certificates.crt.',
      ],
    },
  ],
  [
    /\.mongodb(?:-[a-z]+)?\.net$/,
    {
      sentence:
        'This is Atlas, whose certificates come from public authorities (Let’s Encrypt ISRG Root X1, Google Trust Services).',
      fixes: [
        'Take tlsCAFile out: the public authorities that a driver trusts by itself are the right ones. An old client needs a newer list of them.',
      ],
    },
  ],
];

/** What is known of the authorities of a cloud service. */
export function cloudAuthority(host: string): WellKnown | undefined {
  return bundles.find(([pattern]) => pattern.test(host))?.[1];
}

const defaults: readonly (readonly [RegExp, string, string])[] = [
  [
    /TRAEFIK DEFAULT CERT/i,
    'Traefik',
    'an IngressRouteTCP with HostSNI for this name and tls.passthrough: true',
  ],
  [
    /Kubernetes Ingress Controller Fake Certificate/i,
    'ingress-nginx',
    'an Ingress for this name with the annotation nginx.ingress.kubernetes.io/ssl-passthrough: "true", and the controller started with --enable-ssl-passthrough',
  ],
  [/\bkube-apiserver\b|^CN=kubernetes\b/i, 'the Kubernetes API server', 'the right Service and port'],
  [/\bHAProxy default\b/i, 'HAProxy', 'a backend for this name, with TLS passed through'],
];

/** The certificate that a router shows where it has no route for a name. */
export function defaultCertificate({ subject }: Certificate): WellKnown | undefined {
  const name = readableName(subject);
  const hit = defaults.find(([pattern]) => pattern.test(name));
  if (!hit) return undefined;
  const [, who, what] = hit;
  return {
    sentence: `${name} is the certificate that ${who} shows where it has no route for the name that was asked for: the connection never got to MongoDB.`,
    fixes: [
      `Check the route in ${who}: it needs ${what}.`,
      'Check the host name and the port of the connection string.',
    ],
  };
}

const inspectors =
  /Zscaler|Netskope|Forti(?:net|Gate)|Palo ?Alto|Blue ?Coat|Symantec (?:Web|SSL) |Cisco Umbrella|OpenDNS|Sophos|Kaspersky|avast|AVG Web|Bitdefender|ESET SSL|McAfee Web|Skyhigh|Forcepoint|Websense|Check ?Point|Barracuda|WatchGuard|SonicWall|Untangle|Cato Networks|iboss|Squid|mitmproxy|Charles Proxy|Fiddler|Burp|PortSwigger|(?:TLS|SSL|HTTPS)[ -]?(?:Inspection|Interception|Proxy|Decryption)/i;

/** An authority of a program that opens TLS on the way. */
export function inspectionAuthority(chain: readonly Certificate[]): WellKnown | undefined {
  const hit = chain
    .flatMap(({ issuer, subject }) => [readableName(issuer), readableName(subject)])
    .find((name) => inspectors.test(name));
  if (hit === undefined) return undefined;
  return {
    sentence: `The certificate was issued by ${hit}: a program or device of your network opens TLS on the way and shows a certificate of its own.`,
    fixes: [
      'Ask the owner of the network to leave this host and port out of TLS inspection: MongoDB with client certificates cannot pass it.',
      'Or add the authority of the inspection to the file of tlsCAFile, if you trust it to read everything.',
    ],
  };
}

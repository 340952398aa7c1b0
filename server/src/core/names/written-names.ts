import { once } from '../text/once.ts';

/** What people write for a setting, below the section it stands in. */
export interface WrittenNames {
  /** The preferred path of the setting that is meant. */
  readonly path: string;
  /** In lower case, without hyphens and underscores. */
  readonly words: readonly string[];
  /** Value written to value meant, where the word asks for another one. */
  readonly values?: Readonly<Record<string, string>>;
  /** Says more where the name alone does not help. */
  readonly note?: string;
  /** A value that shows that something else is meant. */
  readonly unless?: RegExp;
  /** The word is MongoDB's own for this setting, so that nothing else can be meant. */
  readonly safe?: true;
}

const onOff = {
  true: 'enabled',
  yes: 'enabled',
  on: 'enabled',
  enable: 'enabled',
  '1': 'enabled',
  false: 'disabled',
  no: 'disabled',
  off: 'disabled',
  disable: 'disabled',
  '0': 'disabled',
};

const modes = {
  true: 'requireTLS',
  yes: 'requireTLS',
  on: 'requireTLS',
  '1': 'requireTLS',
  enabled: 'requireTLS',
  required: 'requireTLS',
  require: 'requireTLS',
  false: 'disabled',
  no: 'disabled',
  off: 'disabled',
  '0': 'disabled',
};

const keyNote =
  'certificateKeyFile names one PEM file that holds the private key and the certificate, one after the other';

/**
 * Names from tickets, blog posts, other databases and other releases, TLS and authentication first. Asked before any likeness of
 * letters: `certFile` is nearer to `CRLFile` than to what it means.
 */
const table: readonly (readonly [
  path: string,
  words: string,
  more?: Omit<WrittenNames, 'path' | 'words'>,
])[] = [
  ['net.tls.certificateKeyFile', 'pemkeyfile', { safe: true }],
  ['net.tls.certificateKeyFilePassword', 'pemkeypassword', { safe: true }],
  ['net.tls.allowConnectionsWithoutCertificates', 'weakcertificatevalidation', { safe: true }],
  [
    'net.tls.certificateKeyFile',
    'keyfile key privatekey privatekeyfile serverkey serverkeyfile keypath',
    { note: keyNote },
  ],
  [
    'net.tls.certificateKeyFile',
    'pem pemfile pempath pemkey pemcertificate pemcertificatefile pemcertfile cert certfile certpath certificate certificatefile certificatepath certificatepem crt crtfile servercert servercertfile servercertificate servercertificatefile serverpem serverpemfile certkey certkeyfile certandkey certificatekey certificatekeypath certificatekeyfilepath certificateandkey certificateandkeyfile certificatewithkey keycert keycertfile keycertificatefile tlscert tlscertfile tlscertificate tlscertificatefile sslcert sslcertfile sslcertificate sslcertificatefile hostcert nodecert keystore keystorefile keystorepath x509 x509file publiccert certificatechain certchain certificatechainfile',
  ],
  [
    'net.tls.certificateKeyFilePassword',
    'password passwd pwd pass passphrase keypassword keypass keypassphrase pempassword pempass pempassphrase pemkeypassphrase pemkeyfilepassword pemfilepassword certpassword certificatepassword certkeypassword certificatekeypassword certificatekeypass certificatekeypassphrase certificatekeyfilepass certificatekeyfilepassphrase certificatefilepassword certificatekeyfilepasswd keyfilepassword keyfilepass keyfilepassphrase privatekeypassword privatekeypassphrase keystorepassword tlspassword sslpassword certificatekeyfilepwd',
  ],
  [
    'net.tls.mode',
    'enabled enable on active use require required requiretls requiressl usetls usessl tls ssl tlsmode sslmode tlsenabled sslenabled enabletls enablessl tlson sslon policy level',
    { values: modes },
  ],
  [
    'net.tls.CAFile',
    'ca cacert cacerts cacertfile cacertificate cacertificates cacertificatefile cacrt capem capemfile cakeyfile cabundle cabundlefile capath cafilepath caroot rootca rootcas rootcafile rootcert rootcertfile rootcertificate rootcertificatefile trustedca trustedcas trustedcafile trustedcert trustedcerts truststore truststorefile trustfile trust authority authorities authorityfile certificateauthority certificateauthorities certificateauthorityfile certauthority cachain cachainfile chainfile chain issuer issuerfile serverca servercafile tlsca tlscafile sslca sslcafile tlscacert sslcacert',
  ],
  [
    'net.tls.clusterCAFile',
    'clusterca clustercas clustercacert clustercacertfile clustercacertificate clusterrootca clustertrustedca membersca memberca memberscafile membercafile internalca internalcafile clustercapath',
  ],
  [
    'net.tls.clusterFile',
    'cluster clustercert clustercertfile clustercertificate clustercertificatefile clustercertificatekeyfile clusterkey clusterkeyfile clusterpem clusterpemfile clusterpemkeyfile membercert membercertfile membercertificate membercertificatefile memberfile internalcert internalcertificate peercert peercertfile peercertificate clusterx509',
  ],
  [
    'net.tls.clusterPassword',
    'clusterfilepassword clusterkeypassword clusterkeyfilepassword clusterpass clusterpassphrase clusterfilepassphrase clusterpempassword clusterpemkeypassword clustercertpassword clustercertificatepassword clustercertificatekeyfilepassword memberpassword clustersecret',
  ],
  [
    'net.tls.CRLFile',
    'crl crlpath crlfilepath crlpem crls revocationlist revocationlistfile revocationfile revoked revokedfile revokedcerts certificaterevocationlist certrevocationlist',
  ],
  [
    'net.tls.disabledProtocols',
    'disabledprotocol disableprotocol disableprotocols disabletlsprotocols disabledtlsprotocols disabledsslprotocols tlsdisabledprotocols ssldisabledprotocols forbiddenprotocols excludedprotocols excludeprotocols protocolsdisabled disabledtlsversions disabledversions',
  ],
  [
    'net.tls.allowConnectionsWithoutCertificates',
    'allowconnectionswithoutcertificate allowconnectionwithoutcertificates allowconnectionwithoutcertificate allowconnectionswithoutcerts allowconnectionswithoutclientcertificates allowconnectionswithoutclientcertificate allowconnectionswithoutclientcerts allowwithoutcertificates allowwithoutcertificate allownocertificates allownoclientcertificate allownoclientcertificates clientcertificateoptional clientcertoptional optionalclientcertificate allowclientswithoutcertificates',
  ],
  [
    'net.tls.allowInvalidCertificates',
    'allowinvalidcertificate allowinvalidcerts allowinvalidcert allowselfsigned allowselfsignedcertificates allowselfsignedcertificate acceptinvalidcertificates insecure tlsinsecure tlsallowinvalidcertificates sslallowinvalidcertificates',
  ],
  [
    'net.tls.allowInvalidHostnames',
    'allowinvalidhostname allowinvalidhosts allowinvalidhost allowinvalidnames skiphostnameverification ignorehostname tlsallowinvalidhostnames sslallowinvalidhostnames',
  ],
  ['net.tls.FIPSMode', 'fips fipsenabled enablefips usefips fipson'],
  ['net.tls.logVersions', 'logversion logprotocols logtlsversions'],
  [
    'security.authorization',
    'authorised authorisation authorized authorizations authorize authorise',
    { values: onOff },
  ],
  [
    'security.authorization',
    'auth authentication authenticated authenticate authn authz authenabled authorizationenabled enableauth enableauthentication enableauthorization enabled enable requireauth requireauthentication requireauthorization authrequired useauth accesscontrol enableaccesscontrol rbac login on authorizationmode mode',
    { values: onOff },
  ],
  [
    'security.keyFile',
    'key keys keypath keyfilepath keyfilelocation keyfilename internalkeyfile internalkey clusterkey clusterkeyfile memberkeyfile authkeyfile authkey secretfile sharedkeyfile sharedkey keyfiles replicasetkeyfile replsetkeyfile mongokeyfile mongodbkeyfile',
  ],
  [
    'security.clusterAuthMode',
    'clusterauth clusterauthentication clusterauthenticationmode clusterauthorizationmode clusterauthtype clusterauthmechanism clusterauthmodes clustermode authmode authenticationmode internalauth internalauthmode internalauthentication memberauth memberauthmode membershipauth membershipauthentication intraclusterauth',
  ],
  [
    'security.transitionToAuth',
    'transition transitiontoauthentication transitionauth authtransition transitiontoauthorization',
  ],
  ['security.javascriptEnabled', 'javascript enablejavascript scripting enablescripting'],
  [
    'replication.replSetName',
    'replicaset replicasetname replicasetid replicaname replset replsetid replsetname repsetname repsetid replicationsetname replicationset replica replicas rs rsname rsid setname set name id',
  ],
  ['replication.oplogSizeMB', 'oplogsize oplog oplogsizemegabytes oplogmb oplogsizeinmb'],
  [
    'storage.dbPath',
    'path data datapath dir datadir datadirectory directory dbdir dbdirectory dbfolder folder db databasepath databasedir dbdata location dbpaths root',
    { unless: /\.log$/ },
  ],
  [
    'net.bindIp',
    'bind bindaddress bindaddresses bindaddr bindips bindipaddress bindipaddresses bindto bindhost bindhosts bindinterface listen listenaddress listenaddresses listenaddr listenip listenips listenon host hosts hostname ip ips ipaddress ipaddresses address addresses interface interfaces bindipv4',
  ],
  ['net.bindIpAll', 'bindall bindallips listenall bindallinterfaces bindtoall'],
  ['net.port', 'ports listenport portnumber serverport tcpport'],
  [
    'net.maxIncomingConnections',
    'maxconnections maxconns maxconn maxconnection connections maxincoming maxincomingconnection',
  ],
  ['net.ipv6', 'enableipv6 useipv6 ipv6enabled'],
  [
    'sharding.configDB',
    'configserver configservers configsvr configsvrs configdatabase configdbs configdbserver configreplset configreplicaset configserverreplicaset config configset configservername confservers',
  ],
  ['sharding.clusterRole', 'role shardrole shardingrole serverrole clustertype'],
  ['systemLog.path', 'file logpath logfile filename filepath logfilepath', { unless: /^(?:file|syslog)$/ }],
  ['systemLog.destination', 'type output dest target logdestination destinationtype'],
  ['systemLog.logAppend', 'append appendlog logappendmode'],
  ['systemLog.verbosity', 'level loglevel verbose verboselevel logverbosity'],
  ['processManagement.fork', 'daemon daemonize daemonise background forked'],
  ['processManagement.pidFilePath', 'pid pidfile pidpath pidfilename'],
];

/** Sections that are written in many ways. */
const sections: readonly (readonly [path: string, words: string])[] = [
  ['net.tls', 'tls ssl tlsoptions ssloptions tlssettings encryption secure'],
  ['security', 'securities secure auth authentication authorization authorisation access accesscontrol'],
  ['net', 'network networking networks netw'],
  ['storage', 'store data storageengine'],
  ['systemLog', 'log logs logging systemlogs syslog'],
  ['replication', 'replicaset replset replica repl replicationset'],
  ['sharding', 'shard shards shardedcluster'],
  ['processManagement', 'process processmgmt'],
  ['setParameter', 'setparameters parameters parameter params setparams'],
];

export const writtenNames = once(() =>
  table.map(([path, words, more]): WrittenNames => ({ path, words: words.split(' '), ...more })),
);

export const writtenSections = once(() =>
  sections.map(([path, words]): WrittenNames => ({ path, words: words.split(' ') })),
);

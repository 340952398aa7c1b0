import { exampleFiles } from '../../support/example-files.ts';
import { testRule } from '../../support/rule-tester.ts';

const env = { fileName: 'app.env' };

testRule('malformed-connection-string', {
  valid: [
    { text: 'U=mongodb://u:p%40ss@db1/?tls=true\n', ...env },
    { text: 'U=mongodb://u:${P}@db1/?tls=true\n', ...env },
    { text: 'U=mongodb+srv://u:p@cluster.example.net/x\n', ...env },
    { text: 'a = "mongodb://" + host + "/?w"\n', fileName: 'a.js' },
    { text: 'a = "mongodb://u:p@" +\n  host\n', fileName: 'a.js' },
    { text: 'f"mongodb://{u}:{quote_plus(p[\'x\'])}@h"\n', fileName: 'a.py' },
    { text: 'jdbc:mongodb://a:b:c\n', fileName: 'a.properties' },
    { text: 'mongodb://[username:password@]host1[:port1][,...hostN[:portN]]\n', fileName: 'a.py' },
    { text: 'if (/^mongodb:\\/\\//.test(uri)) {}\n', fileName: 'a.js' },
    { text: "uri.startsWith('mongodb://')\n", fileName: 'a.js' },
    { text: '# U=mongodb://HOST:PORT/\n', ...env },
  ],
  invalid: [
    {
      text: 'U=mongodb://⟦u:p@ss⟧@db1/?tls=true\n',
      ...env,
      fixed: 'U=mongodb://u:p%40ss@db1/?tls=true\n',
      message: 'Percent-encode',
      severity: 'error',
    },
    { text: 'U="mongodb://⟦u:a/b:c⟧@db1/"\n', ...env, fixed: 'U="mongodb://u:a%2Fb%3Ac@db1/"\n' },
    { text: 'U=mongodb://⟦u:a?b⟧@db1/?tls=true\n', ...env, fixed: 'U=mongodb://u:a%3Fb@db1/?tls=true\n' },
    { text: 'U=mongodb://db1:⟦70000⟧/\n', ...env },
    { text: 'U=mongodb+srv://db1:⟦27017⟧/\n', ...env },
    { text: 'x: { "uri": "mongodb:\\/\\/db1\\/?⟦tls⟧" }\n', fileName: 'x.json' },
    { text: 'uri=mongodb\\://db1/?⟦tls⟧\n', fileName: 'x.properties' },
    {
      text: '`mongodb://⟦u:p@ss⟧@db1/`\n',
      fileName: 'README.md',
      severity: 'info',
      fixed: '`mongodb://u:p%40ss@db1/`\n',
    },
    // in the data of a Secret the whole value is one place
    { text: 'data:\n  uri: ⟦bW9uZ29kYjovL2RiMTo3MDAwMC8=⟧\n', fileName: 'secret.yaml' },
  ],
});

testRule('conflicting-client-options', {
  valid: [
    { text: 'U=mongodb://h/?tls=true&ssl=true\n', ...env },
    { text: 'U=mongodb://h/?tls=${A}&ssl=true\n', ...env },
    { text: 'U=mongodb://h/?tls=false&tlsCAFile=/ca.pem\n', ...env },
    { text: 'U=mongodb://${HOSTS}/?directConnection=true\n', ...env },
  ],
  invalid: [
    {
      text: 'U=mongodb://h/?tlsInsecure=false&⟦tlsAllowInvalidCertificates=false⟧\n',
      ...env,
      severity: 'error',
    },
    { text: 'U=mongodb://h/?SSL=true&⟦tls=false⟧\n', ...env },
    { text: 'U=mongodb://a,b/?⟦directConnection=true⟧\n', ...env },
    {
      text: 'from pymongo import MongoClient\nMongoClient("mongodb://h/?tls=false&⟦tlsCAFile=/ca.pem⟧")\n',
      fileName: 'a.py',
    },
  ],
});

testRule('unknown-client-option', {
  valid: [
    { text: 'U=mongodb://h/?streamType=netty\n', ...env },
    { text: 'U=mongodb://h/?appname=x&${OPTIONS}&sslCA=x\n', ...env },
  ],
  invalid: [
    {
      text: 'U=mongodb://h/?⟦tlsCAFil⟧=x\n',
      ...env,
      fixed: 'U=mongodb://h/?tlsCAFile=x\n',
      message: 'tlsCAFile is the nearest name',
      severity: 'warning',
    },
    { text: 'U=mongodb://h/?⟦certificateKeyFile⟧=x\n', ...env, message: 'a setting of the server' },
    { text: 'U=mongodb://h/?⟦foo⟧=bar\n', ...env, message: 'No driver knows the option foo' },
    {
      text: 'import com.mongodb.client.MongoClients;\nMongoClients.create("mongodb://h/?tls=true&⟦tlsCAFile⟧=/ca.pem");\n',
      fileName: 'A.java',
      message: 'ignores it with a warning. Trusted authorities',
      severity: 'warning',
    },
    {
      text: 'spring.data.mongodb.uri=mongodb://h/?tls=true&⟦tlsCertificateKeyFile⟧=/a.pem\n',
      fileName: 'application.properties',
      message: 'SSL bundle of Spring Boot',
    },
    {
      text: 'spring:\n  data:\n    mongodb:\n      uri: mongodb://h/?tls=true&⟦tlsCAFile⟧=/a.pem\n',
      fileName: 'application.yml',
    },
    {
      text: 'import "go.mongodb.org/mongo-driver/mongo"\nvar u = "mongodb://h/?tls=true&⟦tlsAllowInvalidCertificates⟧=true"\n',
      fileName: 'a.go',
      message: 'ignores it silently',
    },
  ],
});

testRule('bad-client-option-value', {
  valid: [{ text: 'U=mongodb://h/?tls=${T}&w=majority&readPreferenceTags=&compressors=zstd,zlib\n', ...env }],
  invalid: [
    { text: 'U=mongodb://h/?tls=⟦yes⟧\n', ...env, fixed: 'U=mongodb://h/?tls=true\n', severity: 'warning' },
    { text: 'U=mongodb://h/?connectTimeoutMS=⟦-2⟧\n', ...env },
    { text: 'U=mongodb://h/?zlibCompressionLevel=⟦10⟧\n', ...env, message: 'from -1 to 9' },
    { text: 'U=mongodb://h/?⟦journal=⟧\n', ...env },
  ],
});

testRule('repeated-client-option', {
  valid: [{ text: 'U=mongodb://h/?readPreferenceTags=a:b&readPreferenceTags=\n', ...env }],
  invalid: [{ text: 'U=mongodb://h/?tls=true&⟦TLS=true⟧\n', ...env, severity: 'warning' }],
});

testRule('deprecated-client-option', {
  valid: [{ text: 'U=mongodb://h/?tls=true&tlsCAFile=x\n', ...env }],
  invalid: [
    {
      text: 'U=mongodb://h/?⟦ssl_cert_reqs⟧=CERT_NONE\n',
      ...env,
      message: 'CERT_NONE becomes true, and CERT_REQUIRED becomes false',
    },
    {
      text: 'U=mongodb://h/?⟦sslCA⟧=x\n',
      ...env,
      fixed: 'U=mongodb://h/?tlsCAFile=x\n',
      severity: 'warning',
    },
    { text: 'U=mongodb://h/?⟦ssl⟧=true\n', ...env, fixed: 'U=mongodb://h/?tls=true\n', severity: 'info' },
    { text: 'U=mongodb://h/?tls=true&⟦ssl⟧=true\n', ...env, severity: 'info' },
    { text: 'U=mongodb://h/?⟦ssl_match_hostname⟧=false\n', ...env, message: 'the opposite' },
    { text: 'U=mongodb://h/?⟦ssl_certfile⟧=x&⟦ssl_keyfile⟧=y\n', ...env, message: 'one file' },
    { text: 'U=mongodb://h/?⟦sslCA⟧=x&tlsCAFile=y\n', ...env },
    { text: 'U=mongodb://h/?⟦fsync⟧=true\n', ...env },
    {
      text: 'U=mongodb://h/?tls=true&⟦streamType⟧=netty\n',
      ...env,
      severity: 'warning',
      message: 'Java driver before 4',
    },
  ],
});

testRule('password-in-connection-string', {
  valid: [
    { text: 'U=mongodb://u:${P}@h/\n', ...env },
    { text: 'U=mongodb://u:<password>@h/\n', ...env },
    { text: '# U=mongodb://u:p@h/\n', ...env },
    { text: 'mongodb://u:p@h/\n', fileName: 'README.md' },
  ],
  invalid: [{ text: 'U=mongodb://u:⟦p⟧@h/?tlsCertificateKeyFilePassword=⟦q⟧\n', ...env, severity: 'info' }],
});

testRule('connection-string-cut-by-shell', {
  valid: [
    { text: 'mongosh "mongodb://h/?a=b&c=d"\n', fileName: 'a.sh' },
    { text: "mongosh 'mongodb://h/?a=b&c=d'\n", fileName: 'a.sh' },
    { text: 'mongosh mongodb://h/?a=b &\n', fileName: 'a.sh' },
    { text: 'cat <<EOF\nU=mongodb://h/?a=b&c=d\nEOF\n', fileName: 'a.sh' },
    { text: 'U=mongodb://h/?a=b&c=d\n', ...env },
    { text: 'ENV U=mongodb://h/?a=b&c=d\n', fileName: 'Dockerfile' },
    { text: 'command: mongosh mongodb://h/?a=b&c=d\n', fileName: 'a.yaml' },
  ],
  invalid: [
    {
      text: 'mongosh mongodb://h/?tls=true⟦&⟧w=1 --eval 1\n',
      fileName: 'a.sh',
      fixed: 'mongosh "mongodb://h/?tls=true&w=1" --eval 1\n',
      severity: 'warning',
    },
    {
      text: 'export U=mongodb://h/?tls=true⟦&⟧w=1\n',
      fileName: 'a.sh',
      fixed: 'export U="mongodb://h/?tls=true&w=1"\n',
    },
  ],
});

testRule('client-accepts-any-certificate', {
  valid: [{ text: 'U=mongodb://h/?tlsInsecure=false\n', ...env }],
  invalid: [{ text: 'U=mongodb://h/?⟦tlsInsecure=true⟧\n', ...env, severity: 'info' }],
});

const files = exampleFiles();

testRule('unusable-client-file', {
  valid: [
    {
      text: 'U=mongodb://h/?tlsCAFile=/etc/ssl/ca.pem&tlsCertificateKeyFile=/etc/ssl/member.pem\n',
      ...env,
      files,
    },
    { text: 'U=mongodb://h/?tlsCAFile=/etc/ssl/missing.pem\n', ...env, files },
  ],
  invalid: [
    {
      text: 'U=mongodb://h/?tlsCertificateKeyFile=⟦/etc/ssl/certificate-only.pem⟧\n',
      ...env,
      files,
      severity: 'error',
      message: 'no private key',
    },
    { text: 'U=mongodb://h/?sslCA=⟦/etc/mongodb/cluster.key⟧\n', ...env, files },
  ],
});

testRule('client-file-not-here', {
  valid: [{ text: 'U=mongodb://h/?tlsCAFile=/etc/ssl/ca.pem\n', ...env, files }],
  invalid: [{ text: 'U=mongodb://h/?tlsCAFile=⟦/etc/ssl/missing.pem⟧\n', ...env, files, severity: 'info' }],
});

const python = { fileName: 'app.py' };
const mongoidWith = (options: string) => ({
  text: `development:\n  clients:\n    default:\n      options:\n${options.replaceAll(/^/gm, '        ')}\n`,
  fileName: 'mongoid.yml',
  files,
});

testRule('unusable-driver-file', {
  valid: [
    {
      text: 'import pymongo\npymongo.MongoClient(u, tls=True, tlsCAFile="/etc/ssl/ca.pem", tlsCertificateKeyFile="/etc/ssl/member.pem")\n',
      ...python,
      files,
    },
    // no driver is imported, no text that is known, no file that is here
    { text: 'MongoClient(u, tlsCAFile="/etc/mongodb/cluster.key")\n', ...python, files },
    { text: 'import pymongo\npymongo.MongoClient(u, tlsCAFile=path)\n', ...python, files },
    { text: 'import pymongo\npymongo.MongoClient(u, tlsCAFile="/etc/ssl/missing.pem")\n', ...python, files },
    // the content, not the path
    {
      text: "import { MongoClient } from 'mongodb';\nnew MongoClient(u, { sslCA: '/etc/mongodb/cluster.key' });\n",
      fileName: 'a.ts',
      files,
    },
    // certificate and key in two files, or twice in one
    mongoidWith('ssl: true\nssl_cert: /etc/ssl/certificate-only.pem'),
    mongoidWith(
      'ssl_cert: /etc/ssl/member.pem\nssl_key: /etc/ssl/member.pem\nssl_ca_cert: "/etc/ssl/ca.pem"',
    ),
    mongoidWith('ssl_ca_cert: <%= ENV["CA"] %>'),
  ],
  invalid: [
    {
      text: 'import pymongo\npymongo.MongoClient(u, tls=True, tlsCertificateKeyFile=⟦"/etc/ssl/certificate-only.pem"⟧)\n',
      ...python,
      files,
      severity: 'error',
      message: 'no private key',
    },
    {
      text: 'import pymongo\npymongo.MongoClient(u, ssl_ca_certs=⟦"/etc/mongodb/cluster.key"⟧, ssl_certfile=⟦"/etc/ssl/certificate-only.pem"⟧)\n',
      ...python,
      files,
    },
    {
      text: "import { MongoClient } from 'mongodb';\nnew MongoClient(u, { tls: true, tlsCAFile: ⟦'/etc/mongodb/cluster.key'⟧ });\n",
      fileName: 'a.ts',
      files,
      message: 'holds no certificate',
    },
    { ...mongoidWith('ssl_ca_cert: ⟦/etc/mongodb/cluster.key⟧'), message: 'holds no certificate' },
    {
      ...mongoidWith('ssl_cert: /etc/ssl/certificate-only.pem\nssl_key: ⟦/etc/ssl/wrong-key.pem⟧'),
      severity: 'error',
    },
    {
      ...mongoidWith('ssl_cert: ⟦/etc/mongodb/cluster.key⟧\nssl_key: /etc/ssl/missing.pem'),
      message: 'no certificate',
    },
  ],
});

testRule('driver-file-not-here', {
  valid: [
    { text: 'import pymongo\npymongo.MongoClient(u, tlsCAFile="/etc/ssl/ca.pem")\n', ...python, files },
    { text: 'pymongo.MongoClient(u, tlsCAFile="/etc/ssl/missing.pem")\n', fileName: 'a.md', files },
  ],
  invalid: [
    {
      text: 'import pymongo\npymongo.MongoClient(u, tlsCAFile=⟦"/etc/ssl/missing.pem"⟧)\n',
      ...python,
      files,
      severity: 'info',
    },
    { ...mongoidWith('ssl_key: ⟦/etc/ssl/missing.pem⟧'), severity: 'info' },
  ],
});

testRule('removed-driver-option', {
  valid: [
    // no driver is imported
    { text: 'MongoClient(ssl_ca_certs="x")\n', ...python },
    // an option of something else
    { text: 'import pymongo\nredis.Redis(ssl_ca_certs="x")\n', ...python },
    { text: 'import pymongo\nopts = dict(ssl_ca_certs="x")\nredis.Redis(**opts)\n', ...python },
    { text: 'import pymongo\npymongo.MongoClient(u, tls=True, tlsCAFile="x")\n', ...python },
    // an option of the connection string, which PyMongo 4 ignores with a warning
    { text: 'import pymongo\npymongo.MongoClient("mongodb://h/?ssl=true&ssl_ca_certs=x")\n', ...python },
    {
      text: "import { MongoClient } from 'mongodb';\nnew MongoClient(u, { tls: true, checkServerIdentity: () => undefined });\n",
      fileName: 'a.ts',
    },
    { text: "const x = { sslCA: 'a' };\nrequire('mysql').createConnection(u, x);\n", fileName: 'a.js' },
  ],
  invalid: [
    {
      text: 'import pymongo\nc = pymongo.MongoClient(u,\n  ssl=True, ⟦ssl_ca_certs⟧="x", **{"⟦ssl_match_hostname⟧": False})\n',
      ...python,
      fixed:
        'import pymongo\nc = pymongo.MongoClient(u,\n  ssl=True, tlsCAFile="x", **{"tlsAllowInvalidHostnames": True})\n',
      severity: 'warning',
      message: 'PyMongo 4 and later',
    },
    {
      text: 'import ssl\nfrom motor.motor_asyncio import AsyncIOMotorClient\nopts = {"⟦ssl_cert_reqs⟧": ssl.CERT_NONE}\nc = AsyncIOMotorClient(u, **opts)\n',
      ...python,
      fixed:
        'import ssl\nfrom motor.motor_asyncio import AsyncIOMotorClient\nopts = {"tlsAllowInvalidCertificates": True}\nc = AsyncIOMotorClient(u, **opts)\n',
      message: 'means the opposite',
    },
    {
      text: 'import pymongo, ssl\npymongo.MongoClient(u, ⟦ssl_cert_reqs⟧=ssl.CERT_OPTIONAL)\n',
      ...python,
      message: 'no counterpart',
    },
    {
      text: 'from mongoengine import connect\nconnect("a", ⟦ssl_certfile⟧="x.crt", ⟦ssl_keyfile⟧="y")\n',
      ...python,
      message: 'one after the other',
      fixed: 'from mongoengine import connect\nconnect("a", tlsCertificateKeyFile="x-combined.pem")\n',
    },
    {
      text: 'import pymongo\npymongo.MongoClient(u, ⟦ssl_keyfile⟧="x.pem", ⟦ssl_certfile⟧="x.pem", ⟦ssl_pem_passphrase⟧=p)\n',
      ...python,
      fixed:
        'import pymongo\npymongo.MongoClient(u, tlsCertificateKeyFile="x.pem", tlsCertificateKeyFilePassword=p)\n',
    },
    {
      text: 'import pymongo\npymongo.MongoClient(u, ⟦ssl_certfile⟧=path, ⟦ssl_crlfile⟧="c.pem")\n',
      ...python,
      fixed: 'import pymongo\npymongo.MongoClient(u, tlsCertificateKeyFile=path, tlsCRLFile="c.pem")\n',
    },
    {
      text: "const mongoose = require('mongoose');\nmongoose.connect(u, { ⟦sslCA⟧: ca, ⟦sslValidate⟧: false });\n",
      fileName: 'a.js',
      message: 'not its content',
      fixed:
        "const mongoose = require('mongoose');\nmongoose.connect(u, { sslCA: ca, tlsAllowInvalidCertificates: true });\n",
    },
    {
      text: "import { MongoClient } from 'mongodb';\nconst options: Options = {\n  ⟦sslCA⟧: [fs.readFileSync('ca.pem')], // don't\n  ⟦sslKey⟧: fs.readFileSync('k'),\n  ⟦sslPass⟧: process.env.PASS,\n};\nnew MongoClient(u, options);\n",
      fileName: 'a.ts',
      fixed:
        "import { MongoClient } from 'mongodb';\nconst options: Options = {\n  ca: [fs.readFileSync('ca.pem')], // don't\n  key: fs.readFileSync('k'),\n  passphrase: process.env.PASS,\n};\nnew MongoClient(u, options);\n",
    },
    {
      text: "import { MongoClient } from 'mongodb';\nnew MongoClient(u, { ⟦sslCA⟧: 'ca.pem', ⟦sslPass⟧: p, ⟦checkServerIdentity⟧: false });\n",
      fileName: 'a.mjs',
      fixed:
        "import { MongoClient } from 'mongodb';\nnew MongoClient(u, { tlsCAFile: 'ca.pem', tlsCertificateKeyFilePassword: p, tlsAllowInvalidHostnames: true });\n",
    },
  ],
});

const spring = { fileName: 'application.properties' };
const springYaml = { fileName: 'application.yml' };
const mongoid = { fileName: 'mongoid.yml' };
const client = (options: string): string =>
  `production:\n  clients:\n    default:\n      database: app\n      hosts: [db1:27017]\n      options:\n${options}`;

testRule('unknown-driver-option', {
  valid: [
    { text: 'spring.data.mongodb.uri=mongodb://h/\nspring.data.mongodb.ssl.enabled=true\n', ...spring },
    { text: 'spring.mongodb.ssl.bundle=mongo\n', ...spring },
    {
      text: 'spring:\n  data:\n    mongodb:\n      ssl:\n        enabled: true\n        bundle: x\n',
      ...springYaml,
    },
    { text: 'spring:\n  data:\n    redis:\n      ssl: true\n    mongodb:\n      host: x\n', ...springYaml },
    {
      text: client(
        '        ssl: true\n        ssl_ca_cert: /ca.pem\n        ssl_cert: /a.pem\n        ssl_key: /a.pem\n        ssl_verify_hostname: false\n        max_pool_size: 5\n',
      ),
      ...mongoid,
    },
    // another program's file
    { text: client('        ssl_ca_file: /x\n'), fileName: 'other.yml' },
  ],
  invalid: [
    {
      text: '⟦spring.data.mongodb.ssl⟧=true\n',
      ...spring,
      fixed: 'spring.data.mongodb.ssl.enabled=true\n',
      message: 'a group of properties',
      severity: 'warning',
    },
    {
      text: 'spring:\n  data:\n    mongodb:\n      ⟦ssl⟧: true\n',
      ...springYaml,
      fixed: 'spring:\n  data:\n    mongodb:\n      ssl.enabled: true\n',
    },
    {
      text: 'spring.data.mongodb:\n  host: db1\n  ssl:\n    ⟦ca-file⟧: /ca.pem\n',
      ...springYaml,
      message: 'Spring Boot has no property spring.data.mongodb.ssl.ca-file',
    },
    { text: '⟦spring.data.mongodb.tls.enabled⟧ = true\n', ...spring, message: 'ssl.bundle' },
    {
      text: client(
        '        ssl: true\n        ⟦ssl_ca_certs⟧: /ca.pem\n        ⟦tlsCertificateKeyFile⟧: /a.pem\n',
      ),
      ...mongoid,
      fixed: client(
        '        ssl: true\n        ssl_ca_cert: /ca.pem\n        tlsCertificateKeyFile: /a.pem\n',
      ),
      message: 'it calls that ssl_ca_cert',
    },
    {
      text: client(
        '        ssl: true\n        ⟦ssl_match_hostname⟧: false\n        ⟦ssl_certfile⟧: /a\n        ⟦ssl_frobnicate⟧: 1\n',
      ),
      ...mongoid,
      fixed: client(
        '        ssl: true\n        ssl_match_hostname: false\n        ssl_cert: /a\n        ssl_frobnicate: 1\n',
      ),
      message: 'opposite value',
    },
  ],
});

testRule('driver-option-without-tls', {
  valid: [
    { text: client('        ssl: true\n        ssl_cert: /a.pem\n        ssl_key: /a.pem\n'), ...mongoid },
    { text: client('        ssl: <%= ENV["S"] %>\n        ssl_ca_cert: /ca.pem\n'), ...mongoid },
    {
      text: 'a:\n  clients:\n    default:\n      uri: mongodb://h/?tls=true\n      options:\n        ssl_ca_cert: /ca.pem\n',
      ...mongoid,
    },
  ],
  invalid: [
    {
      text: client('        ⟦ssl_ca_cert⟧: /ca.pem\n'),
      ...mongoid,
      message: 'unless ssl is true',
      severity: 'warning',
    },
    {
      text: client('        ssl: ⟦false⟧\n        ssl_ca_cert: /ca.pem\n'),
      ...mongoid,
      message: 'TLS is off',
    },
    {
      text: client('        ssl: true\n        ⟦ssl_cert⟧: /a.pem\n'),
      ...mongoid,
      message: 'ssl_key is missing',
    },
  ],
});

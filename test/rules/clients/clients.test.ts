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
  valid: [{ text: 'U=mongodb://h/?appname=x&${OPTIONS}&sslCA=x\n', ...env }],
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

testRule('removed-driver-option', {
  valid: [
    // no driver is imported
    { text: 'MongoClient(ssl_ca_certs="x")\n', ...python },
    // an option of something else
    { text: 'import pymongo\nredis.Redis(ssl_ca_certs="x")\n', ...python },
    { text: 'import pymongo\npymongo.MongoClient(u, tlsCAFile="x")\n', ...python },
  ],
  invalid: [
    {
      text: 'import pymongo\nc = pymongo.MongoClient(u,\n  ssl=True, ⟦ssl_ca_certs⟧="x", **{"⟦ssl_match_hostname⟧": False})\n',
      ...python,
      fixed:
        'import pymongo\nc = pymongo.MongoClient(u,\n  ssl=True, tlsCAFile="x", **{"ssl_match_hostname": False})\n',
      severity: 'warning',
      message: 'PyMongo 4 and later',
    },
    {
      text: 'from mongoengine import connect\nconnect("a", ⟦ssl_certfile⟧="x", ⟦ssl_keyfile⟧="y")\n',
      ...python,
      message: 'one after the other',
    },
    {
      text: "const mongoose = require('mongoose');\nmongoose.connect(u, { ⟦sslCA⟧: ca, ⟦sslValidate⟧: false });\n",
      fileName: 'a.js',
      message: 'not its content',
    },
  ],
});

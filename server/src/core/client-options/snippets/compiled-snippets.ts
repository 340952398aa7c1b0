import { shellWord } from '../../text/shell-word.ts';
import { uriOf, type SnippetConnection } from './snippet-connection.ts';
import { comment, literal, type Snippet } from './snippet.ts';

const storePassword = 'STORE_PASSWORD';

/** The Java driver reads no PEM files: what it trusts and shows is in key stores of the JVM. */
export function java(connection: SnippetConnection): Snippet {
  const { tls, caFile, certificateKeyFile } = connection;
  const trust = tls && caFile !== undefined;
  const own = tls && certificateKeyFile !== undefined;
  const head = [
    ...(tls && !trust ? ['Trusts the authorities of the JVM.'] : []),
    ...(trust || own ? ['The driver reads no PEM files. Write key stores first:'] : []),
    ...(trust
      ? [
          `  keytool -importcert -noprompt -alias mongodb -file ${shellWord(caFile)} -keystore trust.p12 -storetype PKCS12 -storepass ${storePassword}`,
        ]
      : []),
    ...(own
      ? [
          `  openssl pkcs12 -export -in ${shellWord(certificateKeyFile)} -out client.p12 -passout pass:${storePassword}`,
        ]
      : []),
    ...(trust || own ? ['and start the JVM with:'] : []),
    ...(trust
      ? [`  -Djavax.net.ssl.trustStore=trust.p12 -Djavax.net.ssl.trustStorePassword=${storePassword}`]
      : []),
    ...(own
      ? [`  -Djavax.net.ssl.keyStore=client.p12 -Djavax.net.ssl.keyStorePassword=${storePassword}`]
      : []),
  ];
  const uri = uriOf(connection, { user: 'with password', tls: 'switch' });
  const text = `${comment('//', head)}import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.bson.Document;

public class Ping {
    public static void main(String[] args) {
        try (MongoClient client = MongoClients.create(${literal(uri)})) {
            System.out.println(client.getDatabase("admin").runCommand(new Document("ping", 1)));
        }
    }
}
`;
  return { title: 'Java driver', language: 'java', text };
}

/** The Go driver: all in the connection string. */
export function go(connection: SnippetConnection): Snippet {
  const { tls, caFile } = connection;
  const head = tls && caFile === undefined ? ['Trusts the authorities of the system.'] : [];
  const uri = uriOf(connection, { user: 'with password', tls: 'files' });
  const text = `${comment('//', head)}package main

import (
	"context"
	"fmt"
	"log"

	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

func main() {
	client, err := mongo.Connect(options.Client().ApplyURI(${literal(uri)}))
	if err != nil {
		log.Fatal(err)
	}
	defer client.Disconnect(context.TODO())
	fmt.Println(client.Ping(context.TODO(), nil))
}
`;
  return { title: 'Go driver', language: 'go', text };
}

/** The C# driver trusts the store of the system, and takes the certificate of the client as PKCS #12. */
export function csharp(connection: SnippetConnection): Snippet {
  const { tls, caFile, certificateKeyFile } = connection;
  const own = tls && certificateKeyFile !== undefined;
  const head = [
    ...(tls
      ? [
          caFile === undefined
            ? 'Trusts the authorities of the system.'
            : `The driver reads no CA file: put ${caFile} into the store of the system.`,
        ]
      : []),
    ...(own
      ? [
          'Write the certificate of the client first:',
          `  openssl pkcs12 -export -in ${shellWord(certificateKeyFile)} -out client.p12 -passout pass:${storePassword}`,
        ]
      : []),
  ];
  const uri = uriOf(connection, { user: 'with password', tls: 'switch' });
  const settings = own
    ? `settings.SslSettings = new SslSettings
{
    ClientCertificates = new[] { new X509Certificate2("client.p12", "${storePassword}") }
};
`
    : '';
  const text = `${comment('//', head)}using System;
${own ? 'using System.Security.Cryptography.X509Certificates;\n' : ''}using MongoDB.Bson;
using MongoDB.Driver;

var settings = MongoClientSettings.FromConnectionString(${literal(uri)});
${settings}var client = new MongoClient(settings);
Console.WriteLine(client.GetDatabase("admin").RunCommand<BsonDocument>(new BsonDocument("ping", 1)));
`;
  return { title: 'C# driver', language: 'csharp', text };
}

/** The Rust driver: all in the connection string; rustls demands names in the certificate's subjectAltName. */
export function rust(connection: SnippetConnection): Snippet {
  const { tls, caFile } = connection;
  const head =
    tls && caFile === undefined ? ['Trusts the authorities of Mozilla that the driver brings along.'] : [];
  const uri = uriOf(connection, { user: 'with password', tls: 'files' });
  const text = `${comment('//', head)}use mongodb::{bson::doc, Client};

#[tokio::main]
async fn main() -> mongodb::error::Result<()> {
    let client = Client::with_uri_str(${literal(uri)}).await?;
    println!("{}", client.database("admin").run_command(doc! { "ping": 1 }).await?);
    Ok(())
}
`;
  return { title: 'Rust driver', language: 'rust', text };
}

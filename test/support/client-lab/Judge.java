import java.io.*;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.security.KeyStore;
import java.security.cert.*;
import javax.net.ssl.*;

/** Judges TLS servers as a Java client does: one line "port, host, file of CAs" in, one verdict out. */
class Judge {
  public static void main(String[] arguments) throws Exception {
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line; (line = lines.readLine()) != null; ) {
      var parts = line.split("\t");
      try {
        judge(Integer.parseInt(parts[0]), parts[1], Path.of(parts[2]));
        System.out.println("yes");
      } catch (Exception error) {
        System.out.println("no " + String.valueOf(error).replaceAll("\\s+", " "));
      }
      System.out.flush();
    }
  }

  static void judge(int port, String host, Path authorities) throws Exception {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (var in = Files.newInputStream(authorities)) {
      int count = 0;
      for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca" + count++, certificate);
      }
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (var plain = new Socket("127.0.0.1", port);
        var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
      socket.setSoTimeout(10_000);
      var parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
    }
  }
}

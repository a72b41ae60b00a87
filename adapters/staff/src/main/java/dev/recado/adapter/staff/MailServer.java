package dev.recado.adapter.staff;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where mail is handed in. Its text form hides the password.
///
/// @param implicitTls whether the connection begins with TLS (`smtps`)
/// @param user null where the server wants none
record MailServer(
        String host,
        int port,
        boolean implicitTls,
        @Nullable String user,
        @Nullable String password) {
    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String CONNECT_MILLIS = "10000";
    private static final String EXCHANGE_MILLIS = "15000";

    static MailServer of(String url) {
        URI uri = URI.create(url);
        boolean tls = "smtps".equalsIgnoreCase(uri.getScheme());
        String[] user = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        return new MailServer(
                uri.getHost(),
                uri.getPort() > 0 ? uri.getPort() : tls ? SUBMISSIONS : SUBMISSION,
                tls,
                user.length == 0 ? null : decoded(user[0]),
                user.length < 2 ? null : decoded(user[1]));
    }

    /// A plus is a plus, unlike in a form.
    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    String protocol() {
        return implicitTls ? "smtps" : "smtp";
    }

    /// Every step has a time limit. A password never goes over a line that is not encrypted, save on this machine.
    Properties properties() {
        String prefix = "mail." + protocol() + ".";
        Properties properties = new Properties();
        properties.setProperty(prefix + "connectiontimeout", CONNECT_MILLIS);
        properties.setProperty(prefix + "timeout", EXCHANGE_MILLIS);
        properties.setProperty(prefix + "writetimeout", EXCHANGE_MILLIS);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "starttls.enable", "true");
        properties.setProperty(
                prefix + "starttls.required", Boolean.toString(!implicitTls && user != null && !isLoopback()));
        properties.setProperty(prefix + "auth", Boolean.toString(user != null));
        return properties;
    }

    private boolean isLoopback() {
        return LOOPBACK.contains(host);
    }

    @Override
    public String toString() {
        return "MailServer[" + host + ":" + port + "]";
    }
}

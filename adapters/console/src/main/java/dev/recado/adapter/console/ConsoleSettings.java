package dev.recado.adapter.console;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Settings of the operators' endpoints and their access.
///
/// @param opsToken the bearer token; without one the endpoints do not exist, except on a loopback-only
/// start of the simulator
/// @param loopbackOnly whether Recado listens only on the loopback interface
/// @param simulator `on` while the simulator stands in for the providers
/// @param twilioPaths paths of the webhooks, which are guarded by their signature, wherever they are
/// @param metaPaths the same for Meta
/// @param limitPerIpMinute allowed requests of one address without the right token; 0 for no limit
/// @param limitPerIpDay the same per day
/// @param publicUrl the address under which the world reaches Recado; absent: as each request says
/// @param botName as shown to people
/// @param language of the bot where nothing else is known
@ConfigurationProperties("recado")
public record ConsoleSettings(
        @Nullable String opsToken,
        boolean loopbackOnly,
        String simulator,
        @Nullable List<String> twilioPaths,
        @Nullable List<String> metaPaths,
        int limitPerIpMinute,
        int limitPerIpDay,
        String version,
        @Nullable String publicUrl,
        @Nullable String botName,
        @Nullable String language) {

    public boolean isSimulated() {
        return simulator.equals("on");
    }

    /// Whether browsers reach Recado only by HTTPS.
    public boolean isHttps() {
        return publicUrl != null && publicUrl.toLowerCase(Locale.ROOT).startsWith("https://");
    }

    /// The paths of webhooks and their status callbacks, with a leading slash and no trailing one.
    public List<String> webhookPaths() {
        return Stream.of(twilioPaths, metaPaths)
                .flatMap(paths -> paths == null ? Stream.empty() : paths.stream())
                .map(path -> path.strip().replaceAll("^/+|/+$", ""))
                .filter(path -> !path.isEmpty())
                .flatMap(path -> Stream.of("/" + path, "/" + path + "/status", statusPathBeside("/" + path)))
                .toList();
    }

    /// The status callback path beside a path that ends in `/webhook`.
    private static String statusPathBeside(String path) {
        return path.replaceFirst("/webhook$", "/status");
    }

    @Override
    public String toString() {
        return "ConsoleSettings[loopbackOnly=" + loopbackOnly + "]";
    }
}

package dev.recado.adapter.console;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who may use the operators' endpoints.
///
/// @param opsToken the bearer token; without one there are no such endpoints, save on a loopback-only start
///     of the simulator
/// @param loopbackOnly whether Recado can be reached from this machine alone
/// @param simulator `on` while the simulator stands in for the providers
/// @param twilioPaths paths that belong to the webhooks, which have a signature of their own, wherever they lie
/// @param metaPaths likewise
/// @param limitPerIpMinute requests of one address without the right token; 0 for no limit
/// @param limitPerIpDay likewise
@ConfigurationProperties("recado")
public record ConsoleSettings(
        @Nullable String opsToken,
        @Bindable(defaultValue = "false") boolean loopbackOnly,
        @Bindable(defaultValue = "off") String simulator,
        @Nullable List<String> twilioPaths,
        @Nullable List<String> metaPaths,
        @Bindable(defaultValue = "20") int limitPerIpMinute,
        @Bindable(defaultValue = "50") int limitPerIpDay,
        @Bindable(defaultValue = "development") String version) {

    public boolean isSimulated() {
        return simulator.equals("on");
    }

    /// The paths of webhooks and of their status callbacks, with a slash before and none after.
    public List<String> webhookPaths() {
        return Stream.of(twilioPaths, metaPaths)
                .flatMap(paths -> paths == null ? Stream.empty() : paths.stream())
                .map(path -> path.strip().replaceAll("^/+|/+$", ""))
                .filter(path -> !path.isEmpty())
                .flatMap(path -> Stream.of("/" + path, "/" + path + "/status", beside("/" + path)))
                .toList();
    }

    /// Where status callbacks go beside a path that ends in `/webhook`.
    private static String beside(String path) {
        return path.replaceFirst("/webhook$", "/status");
    }

    @Override
    public String toString() {
        return "ConsoleSettings[loopbackOnly=" + loopbackOnly + "]";
    }
}

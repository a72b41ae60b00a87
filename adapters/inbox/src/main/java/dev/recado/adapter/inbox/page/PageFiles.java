package dev.recado.adapter.inbox.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The files of the page, read once. Their version is a digest of all of them and part of their path: a browser
/// keeps them for ever, and a module's relative imports stay within one version.
@Singleton
final class PageFiles {
    /// The document names its files below this.
    private static final String PLACE = "{assets}";

    private static final String DOCUMENT = "index.html";
    private static final List<String> STYLES = List.of("look", "list", "thread", "composer", "panels");
    private static final List<String> MODULES = List.of(
            "actions",
            "alerts",
            "api",
            "bar",
            "bubble",
            "composer",
            "contact",
            "content",
            "dialogs",
            "dom",
            "drafts",
            "keyboard",
            "list",
            "live",
            "login",
            "main",
            "marks",
            "outbox",
            "row",
            "state",
            "texts",
            "thread",
            "toasts",
            "why",
            "texts/en",
            "texts/es",
            "texts/fr",
            "texts/pt",
            "screens/assist",
            "screens/canned",
            "screens/help",
            "screens/menu",
            "screens/password",
            "screens/people",
            "screens/replies",
            "screens/templates",
            "screens/teach",
            "screens/why",
            "screens/texts/en",
            "screens/texts/es",
            "screens/texts/fr",
            "screens/texts/pt");
    private static final List<String> OTHERS = List.of("icon.svg", "icon-180.png", "inbox.webmanifest");

    private final Map<String, PageFile> files = new TreeMap<>();
    private final String version;
    private final PageFile document;

    PageFiles() {
        STYLES.forEach(name -> add(name + ".css"));
        MODULES.forEach(name -> add(name + ".js"));
        OTHERS.forEach(this::add);
        MessageDigest digest = sha256();
        files.forEach((name, file) -> {
            digest.update(name.getBytes(UTF_8));
            digest.update(file.bytes());
        });
        this.version = HexFormat.of().formatHex(digest.digest(), 0, 8);
        String page = new String(read(DOCUMENT), UTF_8).replace(PLACE, "/inbox/assets/" + version);
        this.document = new PageFile(DOCUMENT, page.getBytes(UTF_8));
    }

    PageFile document() {
        return document;
    }

    String version() {
        return version;
    }

    /// Returns the file of this name, as in the current version.
    Optional<PageFile> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /// Returns a digest for the document, the same for the same bytes.
    String documentTag() {
        return '"' + HexFormat.of().formatHex(sha256().digest(document.bytes()), 0, 8) + '"';
    }

    private void add(String name) {
        files.put(name, new PageFile(name, read(name)));
    }

    private static byte[] read(String name) {
        try (var in = PageFiles.class.getResourceAsStream("/dev/recado/adapter/inbox/page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the page's file " + name + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

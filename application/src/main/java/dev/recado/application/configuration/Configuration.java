package dev.recado.application.configuration;

import dev.recado.application.catalogue.InvalidConfigurationException;
import dev.recado.application.catalogue.SettingCatalogue;
import dev.recado.application.catalogue.SettingDefinition;
import dev.recado.domain.operation.Settings;
import dev.recado.domain.text.Language;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The checked settings: from the process environment, else from `.env`, else the default.
public final class Configuration implements Settings {
    private static final String ENVIRONMENT = "environment";
    private static final String FILE = ".env";
    private static final String DEFAULT = "default";

    private static final Pattern USER_INFO = Pattern.compile("://[^/\\s]*@");

    /// The settings that together switch Meta's Cloud API on.
    private static final List<String> META =
            List.of("WHATSAPP_TOKEN", "WHATSAPP_PHONE_NUMBER_ID", "WHATSAPP_APP_SECRET", "WHATSAPP_VERIFY_TOKEN");

    /// The newest version of the Graph API that has ended or ends soon.
    private static final int ENDED_GRAPH = 21;

    private record Given(String value, String origin) {}

    private final Map<String, Given> given = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    private Configuration() {}

    /// @throws InvalidConfigurationException for the first setting that cannot be used
    public static Configuration of(Map<String, String> environment, Map<String, String> file) {
        Configuration configuration = new Configuration();
        for (SettingDefinition setting : SettingCatalogue.ALL) {
            configuration.take(setting, environment, file);
        }
        configuration.checkTogether(environment, file);
        return configuration;
    }

    private void take(SettingDefinition setting, Map<String, String> environment, Map<String, String> file) {
        for (String name : names(setting.variable())) {
            String fromEnvironment = environment.getOrDefault(name, "").strip();
            String fromFile = file.getOrDefault(name, "").strip();
            String value = fromEnvironment.isEmpty() ? fromFile : fromEnvironment;
            if (!value.isEmpty()) {
                String origin = fromEnvironment.isEmpty() ? FILE : ENVIRONMENT;
                given.put(setting.variable(), new Given(checked(setting, name, value), origin));
                return;
            }
        }
    }

    private static String checked(SettingDefinition setting, String name, String value) {
        try {
            return setting.checked(value);
        } catch (InvalidConfigurationException e) {
            throw name.equals(setting.variable())
                    ? e
                    : new InvalidConfigurationException(e.getMessage() + " (given as " + name + ")");
        }
    }

    /// The setting's own name comes first.
    private static List<String> names(String variable) {
        List<String> names = new ArrayList<>(List.of(variable));
        names.addAll(variable.equals("RECADO_PORT") ? List.of("PORT") : PredecessorSettings.namesOf(variable));
        return names;
    }

    private void checkTogether(Map<String, String> environment, Map<String, String> file) {
        requireBeside("TWILIO_AUTH_TOKEN", "TWILIO_ACCOUNT_SID");
        requireBeside("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN");
        checkMeta();
        checkModels();
        checkBusiness();
        checkMail();
        checkLanguage();
        if (value("RECADO_VALIDATE_SIGNATURES").filter("false"::equals).isPresent()) {
            warnings.add("RECADO_VALIDATE_SIGNATURES is false: anyone who finds the webhook can write to the bot");
        }
        TreeSet<String> names = new TreeSet<>(environment.keySet());
        names.addAll(file.keySet());
        names.removeIf(name -> environment.getOrDefault(name, "").isBlank()
                && file.getOrDefault(name, "").isBlank());
        PredecessorSettings.warning(names).ifPresent(warnings::add);
        names.removeIf(PredecessorSettings::isKnown);
        warnings.addAll(UnknownSettings.warnings(
                names,
                SettingCatalogue.ALL.stream().map(SettingDefinition::variable).toList()));
    }

    private void checkModels() {
        for (String setting : List.of("RECADO_LLM", "RECADO_LLM_FALLBACK")) {
            String name = value(setting).orElse("");
            String key = switch (name) {
                case "openai", "openai-hosted" -> "OPENAI_API_KEY";
                case "gemini" -> "GEMINI_API_KEY";
                case "anthropic" -> "ANTHROPIC_API_KEY";
                default -> "";
            };
            boolean wantsNone = name.equals("openai") && isSet("OPENAI_BASE_URL");
            if (!key.isEmpty() && !isSet(key) && !wantsNone) {
                throw new InvalidConfigurationException(key + ": expected beside " + setting + "=" + name
                        + (name.equals("openai") ? " (or OPENAI_BASE_URL of a server that wants none)" : ""));
            }
        }
        if (isSet("OPENAI_BASE_URL") && !isSet("OPENAI_API_KEY") && !isSet("RECADO_LLM")) {
            throw new InvalidConfigurationException(
                    "OPENAI_API_KEY: expected beside OPENAI_BASE_URL; if the server wants none, set RECADO_LLM=openai");
        }
        if (isSet("RECADO_PRICE_IN") != isSet("RECADO_PRICE_OUT")) {
            throw new InvalidConfigurationException("RECADO_PRICE_IN, RECADO_PRICE_OUT: expected both or neither");
        }
    }

    private void checkBusiness() {
        requireBeside("RECADO_EVENTS_SECRET", "RECADO_EVENTS_URL");
        requireBeside("RECADO_EVENTS_URL", "RECADO_EVENTS_SECRET");
        requireBeside("RECADO_CONTACTS_URL", "RECADO_CONTACTS_TOKEN");
    }

    private void checkMail() {
        for (String user : List.of("RECADO_STAFF_EMAIL", "SMTP_FROM")) {
            requireBeside("SMTP_URL", user);
        }
        requireBeside("SMTP_FROM", "SMTP_URL");
        value("SMTP_URL")
                .map(URI::create)
                .filter(Configuration::mayGoUnencrypted)
                .ifPresent(url -> warnings.add("SMTP_URL: what users wrote may go to " + url.getHost()
                        + " unencrypted; use smtps, or name a user and password, with which STARTTLS is required"));
    }

    private static boolean mayGoUnencrypted(URI mailServer) {
        return "smtp".equalsIgnoreCase(mailServer.getScheme())
                && mailServer.getRawUserInfo() == null
                && !List.of("localhost", "127.0.0.1", "[::1]").contains(mailServer.getHost());
    }

    private void requireBeside(String needed, String setting) {
        if (isSet(setting) && !isSet(needed)) {
            throw new InvalidConfigurationException(needed + ": expected beside " + setting + ", but it is not set");
        }
    }

    private void checkLanguage() {
        String language = value("RECADO_LANGUAGE").orElseThrow();
        if (!new Language(language).isShipped() && !isSet("RECADO_TEXTS_FILE")) {
            throw new InvalidConfigurationException("RECADO_LANGUAGE: expected "
                    + setting("RECADO_LANGUAGE").expected() + ", not \"" + language + "\"");
        }
    }

    private void checkMeta() {
        List<String> missing = META.stream().filter(name -> !isSet(name)).toList();
        if (!missing.isEmpty() && missing.size() < META.size()) {
            String present = META.stream().filter(this::isSet).findFirst().orElseThrow();
            throw new InvalidConfigurationException(
                    String.join(", ", missing) + ": expected beside " + present + ", but not set");
        }
        String version = value("WHATSAPP_API_VERSION").orElse("");
        if (isSet("WHATSAPP_TOKEN") && graphVersion(version) <= ENDED_GRAPH) {
            warnings.add("WHATSAPP_API_VERSION is " + version
                    + ": Meta ends versions of the Graph API two years after they came; set v26.0, or leave it unset");
        }
        checkPaths("RECADO_META_PATHS", "/webhooks/twilio", "RECADO_TWILIO_PATHS");
        checkPaths("RECADO_TWILIO_PATHS", "/webhooks/meta", "RECADO_META_PATHS");
    }

    /// A path that two controllers take would be refused to both.
    ///
    /// @param builtIn the other provider's own path
    /// @param other the setting of its further paths
    private void checkPaths(String variable, String builtIn, String other) {
        Set<String> others = paths(other);
        for (String path : paths(variable)) {
            if (others.contains(path)) {
                throw new InvalidConfigurationException(
                        variable + ": expected other paths than those of " + other + ", not " + path);
            }
            if (path.equals(builtIn) || path.startsWith(builtIn + "/")) {
                throw new InvalidConfigurationException(
                        variable + ": expected other paths than the other provider's own, not " + path);
            }
        }
    }

    private static int graphVersion(String version) {
        return Integer.parseInt(version.substring(1, version.indexOf('.')));
    }

    private Set<String> paths(String variable) {
        return Arrays.stream(value(variable).orElse("").split(","))
                .map(path -> path.replaceAll("/+$", ""))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.toSet());
    }

    /// The value in normal form, or the default.
    public Optional<String> value(String variable) {
        Given set = given.get(variable);
        return set != null
                ? Optional.of(set.value())
                : Optional.ofNullable(setting(variable).defaultValue());
    }

    public boolean isSet(String variable) {
        return given.containsKey(variable);
    }

    /// Adds a warning that the start found; it is shown in the log and in `/health`.
    public void warn(String warning) {
        warnings.add(warning);
    }

    @Override
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /// The settings as properties for the adapters; a setting with neither value nor default is absent.
    public Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (SettingDefinition setting : SettingCatalogue.ALL) {
            value(setting.variable()).ifPresent(value -> properties.put(setting.property(), value));
        }
        if (isSet("TWILIO_MESSAGING_SERVICE_SID") && !isSet("TWILIO_WHATSAPP_FROM")) {
            properties.remove("recado.twilio.whatsapp-from");
        }
        return properties;
    }

    @Override
    public List<Settings.Setting> all() {
        return SettingCatalogue.ALL.stream()
                .map(setting -> {
                    Given set = given.get(setting.variable());
                    String shown = set == null
                            ? setting.defaultValue() == null ? "" : setting.defaultValue()
                            : setting.secret() ? "***" : withoutPassword(set.value());
                    return new Settings.Setting(
                            setting.variable(), shown, set == null ? DEFAULT : set.origin(), setting.secret());
                })
                .toList();
    }

    /// A URL's user and password are no part of what the setting asks for, but people put them there.
    private static String withoutPassword(String value) {
        return USER_INFO.matcher(value).replaceAll("://***@");
    }

    private static SettingDefinition setting(String variable) {
        return SettingCatalogue.ALL.stream()
                .filter(s -> s.variable().equals(variable))
                .findFirst()
                .orElseThrow();
    }
}

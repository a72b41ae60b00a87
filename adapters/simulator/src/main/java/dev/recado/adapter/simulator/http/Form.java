package dev.recado.adapter.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The parameters of a form or a query string, in order, with repeated names.
public record Form(List<Parameter> parameters) {
    /// A name and its value, decoded.
    public record Parameter(String name, String value) {}

    private static final Form EMPTY = new Form(List.of());

    public Form {
        parameters = List.copyOf(parameters);
    }

    public static Form empty() {
        return EMPTY;
    }

    /// Parses `application/x-www-form-urlencoded` text; an invalid encoding is kept unchanged.
    public static Form parse(@Nullable String encoded) {
        if (encoded == null || encoded.isEmpty()) {
            return EMPTY;
        }
        var parameters = new ArrayList<Parameter>();
        for (var part : encoded.split("&", -1)) {
            if (!part.isEmpty()) {
                var equals = part.indexOf('=');
                var name = equals < 0 ? part : part.substring(0, equals);
                var value = equals < 0 ? "" : part.substring(equals + 1);
                parameters.add(new Parameter(decode(name), decode(value)));
            }
        }
        return new Form(parameters);
    }

    public String encoded() {
        return parameters.stream()
                .map(p -> URLEncoder.encode(p.name(), UTF_8) + "=" + URLEncoder.encode(p.value(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    /// The first value of `name`; null when there is none.
    public @Nullable String first(String name) {
        for (var parameter : parameters) {
            if (parameter.name().equals(name)) {
                return parameter.value();
            }
        }
        return null;
    }

    public String firstOr(String name, String otherwise) {
        var value = first(name);
        return value == null ? otherwise : value;
    }

    public List<String> all(String name) {
        return parameters.stream()
                .filter(p -> p.name().equals(name))
                .map(Parameter::value)
                .toList();
    }

    public boolean has(String name) {
        return first(name) != null;
    }

    /// This form with `name` set to `value`, in its position or at the end.
    public Form with(String name, String value) {
        var changed = new ArrayList<Parameter>();
        var found = false;
        for (var parameter : parameters) {
            if (!parameter.name().equals(name)) {
                changed.add(parameter);
            } else if (!found) {
                changed.add(new Parameter(name, value));
                found = true;
            }
        }
        if (!found) {
            changed.add(new Parameter(name, value));
        }
        return new Form(changed);
    }

    public Form without(String name) {
        return new Form(parameters.stream().filter(p -> !p.name().equals(name)).toList());
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }
}
